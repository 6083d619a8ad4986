// The dialogs of a profile; one is open at a time.
import type { MemberProfile } from "../../protocol/http/members.ts";
import { useGuardedClose } from "../parts/use-guarded-close.ts";
import { SideSheet } from "../parts/side-sheet.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { CardDialog } from "./card-dialog.tsx";
import { EditMemberForm } from "./edit-member-form.tsx";
import { FreezeDialog } from "./freeze-dialog.tsx";
import { MembershipDialog } from "./membership-dialog.tsx";
import { lastMembership } from "./period.ts";
import { PhotoDialog } from "./photo-dialog.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { speakingMembership } from "./standing-words.ts";

export type Dialog = "edit" | "freeze" | "membership" | "card" | "photo" | "remove";

interface MemberDialogsProps {
  readonly member: MemberProfile;
  readonly dialog: Dialog | null;
  readonly onClose: () => void;
}

export function MemberDialogs({ member, dialog, onClose }: MemberDialogsProps) {
  const { isWarned, touch, close, finish } = useGuardedClose(onClose);
  const speaking = speakingMembership(member);
  return (
    <>
      <SideSheet isOpen={dialog === "edit"} onClose={close} title={EN_MEMBERS.form.editTitle}>
        <EditMemberForm
          member={member}
          isWarned={isWarned}
          onTouch={touch}
          onCancel={close}
          onDone={finish}
        />
      </SideSheet>
      {speaking !== null && (
        <FreezeDialog isOpen={dialog === "freeze"} membership={speaking} onClose={onClose} />
      )}
      <MembershipDialog
        isOpen={dialog === "membership"}
        memberId={member.id}
        membership={null}
        last={lastMembership(member)}
        onClose={onClose}
      />
      <CardDialog isOpen={dialog === "card"} member={member} onClose={onClose} />
      <PhotoDialog isOpen={dialog === "photo"} member={member} onClose={onClose} />
      <RemoveDialog isOpen={dialog === "remove"} member={member} onClose={onClose} />
    </>
  );
}
