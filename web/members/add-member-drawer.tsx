// Adds a member without leaving the list.
import { Drawer } from "@mantine/core";
import { useGuardedClose } from "../parts/use-guarded-close.ts";
import { EN_MEMBERS } from "../words/en-members.ts";
import { AddMemberForm } from "./add-member-form.tsx";

interface AddMemberDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function AddMemberDrawer({ isOpen, onClose }: AddMemberDrawerProps) {
  const { isWarned, touch, close, finish } = useGuardedClose(onClose);
  return (
    <Drawer
      opened={isOpen}
      onClose={close}
      position="right"
      size={480}
      title={EN_MEMBERS.form.addTitle}
      closeButtonProps={{ "aria-label": EN_MEMBERS.form.cancel }}
    >
      <AddMemberForm isWarned={isWarned} onTouch={touch} onCancel={close} onDone={finish} />
    </Drawer>
  );
}
