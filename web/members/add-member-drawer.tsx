// Adds a member without leaving the list.
import { useGuardedClose } from "../parts/use-guarded-close.ts";
import { SideSheet } from "../parts/side-sheet.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { AddMemberForm } from "./add-member-form.tsx";

interface AddMemberDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function AddMemberDrawer({ isOpen, onClose }: AddMemberDrawerProps) {
  const { isWarned, touch, close, finish } = useGuardedClose(onClose);
  return (
    <SideSheet isOpen={isOpen} onClose={close} title={EN_MEMBERS.form.addTitle}>
      <AddMemberForm isWarned={isWarned} onTouch={touch} onCancel={close} onDone={finish} />
    </SideSheet>
  );
}
