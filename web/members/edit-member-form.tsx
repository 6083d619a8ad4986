// Edits a member. Where somebody else was faster, it says so, keeps what was typed and offers both ways on.
import { Button, Switch, TextInput, Textarea } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import type { MemberProfile } from "../../protocol/http/members.ts";
import { isProblem } from "../api/api-problem.ts";
import { useChangeMember } from "../api/member-changes.ts";
import { useMember } from "../api/members.ts";
import { useSite } from "../connection/site-connection.tsx";
import { fieldFaults, restOf } from "../parts/field-faults.ts";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { gymToday } from "../parts/gym-today.ts";
import { EditConflict } from "./edit-conflict.tsx";
import { changeOf, editDraftOf, faultsOfEdit } from "./edit-draft.ts";
import type { EditDraft } from "./edit-draft.ts";
import css from "./form.module.css";

const words = EN_MEMBERS.form;
const FIELDS = ["fullName", "membershipNumber", "email", "phone", "birthDate", "note", "dueSince"];

interface EditMemberFormProps {
  readonly member: MemberProfile;
  readonly isWarned: boolean;
  readonly onTouch: (isTouched: boolean) => void;
  readonly onCancel: () => void;
  readonly onDone: () => void;
}

export function EditMemberForm(props: EditMemberFormProps) {
  const { member, isWarned, onTouch, onCancel, onDone } = props;
  const site = useSite();
  const { refetch } = useMember(member.id);
  // What the editing began with; what others change meanwhile does not slip in unseen.
  const [base, setBase] = useState(member);
  const [draft, setDraft] = useState(() => editDraftOf(member));
  const save = useChangeMember(member.id);
  const faults = { ...fieldFaults(save.error, FIELDS), ...faultsOfEdit(draft) };
  const isConflict = isProblem(save.error, "edited-meanwhile");

  const change = (next: Partial<EditDraft>) => {
    setDraft({ ...draft, ...next });
    onTouch(true);
  };
  const send = (from: MemberProfile) => {
    if (Object.keys(faultsOfEdit(draft)).length > 0) return;
    save.mutate(changeOf(from, draft, gymToday(site)), { onSuccess: onDone });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(base);
  };
  const loadTheirs = async () => {
    const { data } = await refetch();
    if (data === undefined) return;
    setBase(data);
    setDraft(editDraftOf(data));
    save.reset();
    onTouch(false);
  };
  const saveMine = async () => {
    const { data } = await refetch();
    if (data === undefined) return;
    // Only what was changed here goes over theirs.
    const mine = changeOf(base, draft, gymToday(site));
    setBase({ ...data });
    save.mutate({ ...mine, version: data.version }, { onSuccess: onDone });
  };
  const field = (name: Exclude<keyof EditDraft, "isBarred">) => ({
    value: draft[name],
    error: faults[name],
    autoComplete: "off",
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ [name]: event.currentTarget.value }),
  });

  return (
    <form className={css.form} noValidate onSubmit={submit}>
      <TextInput {...field("fullName")} label={words.fullName} maxLength={120} data-autofocus />
      <div className={css.pair}>
        <TextInput {...field("email")} label={words.email} type="email" />
        <TextInput {...field("phone")} label={words.phone} type="tel" />
        <TextInput {...field("birthDate")} label={words.birthDate} type="date" />
        <TextInput {...field("membershipNumber")} label={words.number} maxLength={40} />
      </div>
      <Textarea
        {...field("note")}
        label={words.note}
        description={words.noteHelp}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
      />
      <div className={css.pair}>
        <TextInput
          {...field("due")}
          label={words.dueCents}
          inputMode="decimal"
          placeholder="0.00"
        />
        <TextInput {...field("dueSince")} label={words.dueSince} type="date" />
      </div>
      <p className={css.help}>{words.dueHelp}</p>
      <Switch
        label={words.barred}
        checked={draft.isBarred}
        onChange={(event) => change({ isBarred: event.currentTarget.checked })}
      />
      {draft.isBarred && (
        <TextInput
          {...field("barredNote")}
          label={words.barredNote}
          description={words.barredNoteHelp}
          maxLength={500}
        />
      )}
      {isConflict ? (
        <EditConflict
          isBusy={save.isPending}
          onLoad={() => void loadTheirs()}
          onOverwrite={() => void saveMine()}
        />
      ) : (
        <ProblemNote error={restOf(save.error, fieldFaults(save.error, FIELDS))} />
      )}
      {isWarned && <p role="alert">{words.discard}</p>}
      {!isConflict && (
        <div className={css.actions}>
          <Button type="submit" loading={save.isPending}>
            {words.save}
          </Button>
          <Button variant="subtle" onClick={onCancel}>
            {words.cancel}
          </Button>
        </div>
      )}
    </form>
  );
}
