// The gym as a whole: its name and its currency; the owner changes them.
import { Button, Select, TextInput } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import type { FormEvent } from "react";
import type { Account } from "../../protocol/http/people.ts";
import { useChangeOrganisation } from "../api/organisation.ts";
import { useAccount, useRight } from "../api/session.ts";
import { DialogBox } from "../parts/dialog-box.tsx";
import { fieldFaults, restOf } from "../parts/field-faults.ts";
import { EN_SETTINGS } from "../words/en-settings.ts";
import { FormEnd } from "./form-end.tsx";
import css from "./settings.module.css";

const words = EN_SETTINGS.gym;
const names = new Intl.DisplayNames("en", { type: "currency" });
const CURRENCIES = Intl.supportedValuesOf("currency").map((code) => ({
  value: code,
  label: `${code} – ${names.of(code) ?? code}`,
}));

export function GymCard() {
  const account = useAccount().data ?? null;
  const mayEdit = useRight("staff:edit");
  const [isEditing, setEditing] = useState(false);
  if (account === null) return null;
  return (
    <section className={css.card}>
      <div className={css.head}>
        <h3>{words.title}</h3>
        {mayEdit && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPencil size={16} />}
            aria-label={words.edit}
            onClick={() => setEditing(true)}
          >
            {EN_SETTINGS.edit}
          </Button>
        )}
      </div>
      <dl className={css.facts}>
        <dt>{words.name}</dt>
        <dd>{account.organisation}</dd>
        <dt>{words.currency}</dt>
        <dd>{account.currency}</dd>
      </dl>
      <DialogBox isOpen={isEditing} onClose={() => setEditing(false)} title={words.edit}>
        <GymForm account={account} onClose={() => setEditing(false)} />
      </DialogBox>
    </section>
  );
}

interface GymFormProps {
  readonly account: Account;
  readonly onClose: () => void;
}

function GymForm({ account, onClose }: GymFormProps) {
  const [name, setName] = useState(account.organisation);
  const [currency, setCurrency] = useState(account.currency);
  const [isTried, setTried] = useState(false);
  const change = useChangeOrganisation();
  const faults = fieldFaults(change.error, ["name", "currency"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === "") return;
    change.mutate({ name: name.trim(), currency }, { onSuccess: onClose });
  };
  return (
    <form className={css.form} noValidate onSubmit={submit}>
      <TextInput
        label={words.name}
        value={name}
        error={isTried && name.trim() === "" ? words.noName : faults["name"]}
        maxLength={120}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={words.currency}
        description={words.currencyHelp}
        data={CURRENCIES}
        value={currency}
        error={faults["currency"]}
        searchable
        allowDeselect={false}
        onChange={(code) => setCurrency(code ?? currency)}
      />
      <FormEnd
        error={restOf(change.error, faults)}
        isSaving={change.isPending}
        onCancel={onClose}
      />
    </form>
  );
}
