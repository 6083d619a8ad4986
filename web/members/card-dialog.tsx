// Gives a card; a scanner may type into the field. The old one stops working, if wanted.
import { Button, Checkbox, SegmentedControl, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import type { CredentialRow, MemberProfile } from "../../protocol/http/members.ts";
import { useAddCredential } from "../api/member-changes.ts";
import { fieldFaults, restOf } from "../parts/field-faults.ts";
import { ProblemNote } from "../parts/problem-note.tsx";
import { DialogBox } from "../parts/dialog-box.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import css from "./form.module.css";

const words = EN_MEMBERS.cardDialog;
const KINDS = Object.entries(words.kinds).map(([value, label]) => ({ value, label }));

interface CardDialogProps {
  readonly isOpen: boolean;
  readonly member: MemberProfile;
  readonly onClose: () => void;
}

export function CardDialog({ isOpen, member, onClose }: CardDialogProps) {
  return (
    <DialogBox isOpen={isOpen} onClose={onClose} title={words.title}>
      <CardForm member={member} onClose={onClose} />
    </DialogBox>
  );
}

function CardForm({ member, onClose }: Omit<CardDialogProps, "isOpen">) {
  const current = member.credentials.find((credential) => credential.replacedAt === null);
  const [kind, setKind] = useState<CredentialRow["kind"]>(current?.kind ?? "barcode");
  const [code, setCode] = useState("");
  const [replaces, setReplaces] = useState(true);
  const [isTried, setTried] = useState(false);
  const add = useAddCredential(member.id);
  const faults = fieldFaults(add.error, ["code"]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (code.trim() === "") return;
    const isReplacing = replaces && current !== undefined;
    add.mutate({ kind, code: code.trim(), replaces: isReplacing }, { onSuccess: onClose });
  };

  return (
    <form className={css.form} noValidate onSubmit={submit}>
      <p className={css.lead}>{words.lead}</p>
      <TextInput
        label={words.code}
        value={code}
        error={faults["code"] ?? (isTried && code.trim() === "" ? words.noCode : undefined)}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        data-scan-target
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <SegmentedControl
        aria-label={words.kind}
        data={KINDS}
        value={kind}
        onChange={(value) => setKind(value as CredentialRow["kind"])}
      />
      {current !== undefined && (
        <Checkbox
          label={words.replaces}
          checked={replaces}
          onChange={(event) => setReplaces(event.currentTarget.checked)}
        />
      )}
      <ProblemNote error={restOf(add.error, faults)} />
      <div className={css.actions}>
        <Button type="submit" loading={add.isPending}>
          {words.submit}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {EN_MEMBERS.form.cancel}
        </Button>
      </div>
    </form>
  );
}
