// Freezes a membership from a day on, or thaws a frozen one.
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import type { MembershipRow } from "../../protocol/http/members.ts";
import { useChangeMembership } from "../api/member-changes.ts";
import { useSite } from "../connection/site-connection.tsx";
import { plusMonths } from "../parts/calendar.ts";
import { ProblemNote } from "../parts/problem-note.tsx";
import { DialogBox } from "../parts/dialog-box.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { gymToday } from "../parts/gym-today.ts";
import css from "./form.module.css";

const words = EN_MEMBERS.freezeDialog;

interface FreezeDialogProps {
  readonly isOpen: boolean;
  readonly membership: MembershipRow;
  readonly onClose: () => void;
}

export function FreezeDialog({ isOpen, membership, onClose }: FreezeDialogProps) {
  const { titleThaw, title } = words;
  return (
    <DialogBox
      isOpen={isOpen}
      onClose={onClose}
      title={membership.freeze === null ? title : titleThaw}
    >
      <FreezeForm membership={membership} onClose={onClose} />
    </DialogBox>
  );
}

function FreezeForm({ membership, onClose }: Omit<FreezeDialogProps, "isOpen">) {
  const today = gymToday(useSite());
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState(plusMonths(today, 1));
  const save = useChangeMembership();
  const isThaw = membership.freeze !== null;
  const isReversed = until !== "" && until <= from;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isThaw && (isReversed || from === "")) return;
    const freeze = isThaw ? null : { from, until: until === "" ? null : until };
    save.mutate({ membershipId: membership.id, change: { freeze } }, { onSuccess: onClose });
  };

  return (
    <form className={css.form} noValidate onSubmit={submit}>
      <p className={css.lead}>{isThaw ? words.leadThaw(membership.planName) : words.lead}</p>
      {!isThaw && (
        <div className={css.pair}>
          <TextInput
            type="date"
            label={words.from}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={words.until}
            value={until}
            error={isReversed ? words.order : undefined}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </div>
      )}
      {!isThaw && <p className={css.help}>{words.untilHelp}</p>}
      <ProblemNote error={save.error} />
      <div className={css.actions}>
        <Button type="submit" loading={save.isPending}>
          {isThaw ? words.thaw : words.submit}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {EN_MEMBERS.form.cancel}
        </Button>
      </div>
    </form>
  );
}
