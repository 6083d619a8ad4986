// The form of a new member: a name is enough; a scanner may type into the card field.
import { Button, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import type { FormEvent } from "react";
import { useLocation } from "wouter";
import { useAddMember, useSetPhoto } from "../api/member-changes.ts";
import { usePlans } from "../api/plans.ts";
import { useSite } from "../connection/site-connection.tsx";
import { fieldFaults, restOf } from "../parts/field-faults.ts";
import { PhotoPicker } from "../parts/photo-picker.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { gymToday } from "../parts/gym-today.ts";
import { emptyAdd, faultsOfAdd, isTouched, newMemberOf, nextAfter } from "./add-draft.ts";
import type { AddDraft } from "./add-draft.ts";
import { ContactFields } from "./contact-fields.tsx";
import { PeriodFields } from "./period-fields.tsx";
import css from "./form.module.css";

const words = EN_MEMBERS.form;
const FIELDS = ["fullName", "code", "credential", "email", "phone", "endsOn", "startsOn"];

interface AddMemberFormProps {
  readonly isWarned: boolean;
  readonly onTouch: (isTouched: boolean) => void;
  readonly onCancel: () => void;
  readonly onDone: () => void;
}

export function AddMemberForm({ isWarned, onTouch, onCancel, onDone }: AddMemberFormProps) {
  const site = useSite();
  const plans = usePlans().data?.filter((plan) => plan.isActive) ?? [];
  const [draft, setDraft] = useState(() => emptyAdd(gymToday(site), null));
  const [picture, setPicture] = useState<Blob | null>(null);
  const [isTried, setTried] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const nameField = useRef<HTMLInputElement>(null);
  const wantsNext = useRef(false);
  const [, go] = useLocation();
  const add = useAddMember();
  const setPhoto = useSetPhoto();

  const serverFaults = fieldFaults(add.error, FIELDS);
  const ownFaults = isTried ? faultsOfAdd(draft) : {};
  const change = (next: AddDraft) => {
    setDraft(next);
    onTouch(isTouched(next) || picture !== null);
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setSaid(null);
    if (Object.keys(faultsOfAdd(draft)).length > 0) return;
    const member = await add.mutateAsync(newMemberOf(draft));
    const hasFailed = picture !== null && !(await keepPicture(member.id, picture));
    if (!wantsNext.current) {
      onDone();
      return go(`/members/${member.id}`);
    }
    setSaid(hasFailed ? words.photoFailed : words.added(member.fullName));
    setPicture(null);
    setTried(false);
    change(nextAfter(draft));
    nameField.current?.focus();
  };
  const keepPicture = async (id: string, chosen: Blob) =>
    setPhoto.mutateAsync({ id, picture: chosen }).then(
      () => true,
      () => false,
    );

  return (
    <form
      className={css.form}
      noValidate
      // A refusal is shown from `add.error`, in its place.
      onSubmit={(event) => void submit(event).catch(() => undefined)}
    >
      {said !== null && <output className={css.said}>{said}</output>}
      <TextInput
        ref={nameField}
        data-autofocus
        label={words.fullName}
        value={draft.fullName}
        error={ownFaults.fullName ?? serverFaults["fullName"]}
        maxLength={120}
        autoComplete="off"
        onChange={(event) => change({ ...draft, fullName: event.currentTarget.value })}
      />
      <TextInput
        label={words.card}
        description={words.cardHelp}
        value={draft.card}
        error={serverFaults["code"] ?? serverFaults["credential"]}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        data-scan-target
        onChange={(event) => change({ ...draft, card: event.currentTarget.value })}
        // A code typed by hand may end with Enter as well: the form is not sent by it.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
      />
      <PeriodFields
        plans={plans}
        value={draft}
        faults={{ ...serverFaults, ...ownFaults }}
        onChange={(period) => change({ ...draft, ...period })}
      />
      <ContactFields value={draft} faults={serverFaults} onChange={change} />
      <PhotoPicker value={picture} onChange={setPicture} />
      <ProblemNote error={restOf(add.error, serverFaults)} />
      {isWarned && <p role="alert">{words.discard}</p>}
      <div className={css.actions}>
        <Button
          type="submit"
          loading={add.isPending || setPhoto.isPending}
          onClick={() => (wantsNext.current = false)}
        >
          {words.submitAdd}
        </Button>
        <Button
          type="submit"
          variant="default"
          disabled={add.isPending || setPhoto.isPending}
          onClick={() => (wantsNext.current = true)}
        >
          {words.submitNext}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
