// Removes a member who should never have been, after asking once.
import { Button } from "@mantine/core";
import { useLocation } from "wouter";
import type { MemberProfile } from "../../protocol/http/members.ts";
import { useRemoveMember } from "../api/member-changes.ts";
import { DialogBox } from "../parts/dialog-box.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { lastListAddress } from "./member-filters.ts";
import css from "./form.module.css";

const words = EN_MEMBERS.removeDialog;

interface RemoveDialogProps {
  readonly isOpen: boolean;
  readonly member: MemberProfile;
  readonly onClose: () => void;
}

export function RemoveDialog({ isOpen, member, onClose }: RemoveDialogProps) {
  return (
    <DialogBox isOpen={isOpen} onClose={onClose} title={words.title(member.fullName)}>
      <Confirm member={member} onClose={onClose} />
    </DialogBox>
  );
}

function Confirm({ member, onClose }: Omit<RemoveDialogProps, "isOpen">) {
  const remove = useRemoveMember(member.id);
  const [, go] = useLocation();
  const confirm = () => remove.mutate(undefined, { onSuccess: () => go(lastListAddress()) });
  return (
    <div className={css.form}>
      <p className={css.lead}>{words.lead}</p>
      <ProblemNote error={remove.error} />
      <div className={css.actions}>
        <Button loading={remove.isPending} onClick={confirm}>
          {words.submit}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {EN_MEMBERS.form.cancel}
        </Button>
      </div>
    </div>
  );
}
