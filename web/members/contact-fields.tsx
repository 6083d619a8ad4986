// How to reach a new member; neither is needed.
import { TextInput } from "@mantine/core";
import type { FieldFaults } from "../parts/field-faults.ts";
import { EN_MEMBERS } from "../words/en-members.ts";
import type { AddDraft } from "./add-draft.ts";
import css from "./form.module.css";

const words = EN_MEMBERS.form;

interface ContactFieldsProps {
  readonly value: AddDraft;
  readonly faults: FieldFaults;
  readonly onChange: (draft: AddDraft) => void;
}

export function ContactFields({ value, faults, onChange }: ContactFieldsProps) {
  return (
    <div className={css.pair}>
      <TextInput
        label={words.email}
        type="email"
        value={value.email}
        error={faults["email"]}
        autoComplete="off"
        onChange={(event) => onChange({ ...value, email: event.currentTarget.value })}
      />
      <TextInput
        label={words.phone}
        type="tel"
        value={value.phone}
        error={faults["phone"]}
        autoComplete="off"
        onChange={(event) => onChange({ ...value, phone: event.currentTarget.value })}
      />
    </div>
  );
}
