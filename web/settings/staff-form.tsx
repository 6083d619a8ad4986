// Adds or edits a staff account; says what the chosen role may do.
import { Checkbox, PasswordInput, Select, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { RIGHTS, ROLES, holds } from "../../domain/rights.ts";
import type { Role } from "../../domain/rights.ts";
import type { StaffRow } from "../../protocol/http/people.ts";
import { useAccount } from "../api/session.ts";
import { useSites } from "../api/sites.ts";
import { useAddStaff, useChangeStaff } from "../api/staff.ts";
import { fieldFaults, restOf } from "../parts/field-faults.ts";
import { EN_SETTINGS } from "../words/en-settings.ts";
import { FormEnd } from "./form-end.tsx";
import { faultsOfStaff, newStaffOf, staffChangeOf, staffDraftOf } from "./staff-draft.ts";
import type { StaffDraft } from "./staff-draft.ts";
import css from "./settings.module.css";

const words = EN_SETTINGS.staff;
const FIELDS = ["fullName", "email", "password", "siteIds"];

interface StaffFormProps {
  /** Null: a new account. */
  readonly staff: StaffRow | null;
  readonly onClose: () => void;
}

export function StaffForm({ staff, onClose }: StaffFormProps) {
  const isSelf = useAccount().data?.id === staff?.id;
  const [draft, setDraft] = useState(() => staffDraftOf(staff));
  const [isTried, setTried] = useState(false);
  const add = useAddStaff();
  const change = useChangeStaff();
  const isNew = staff === null;
  const error = add.error ?? change.error;
  const theirs = fieldFaults(error, FIELDS);
  const own = isTried ? faultsOfStaff(draft, isNew) : {};
  const set = (next: Partial<StaffDraft>) => setDraft({ ...draft, ...next });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faultsOfStaff(draft, isNew)).length > 0) return;
    if (isNew) add.mutate(newStaffOf(draft), { onSuccess: onClose });
    else change.mutate({ id: staff.id, change: staffChangeOf(draft) }, { onSuccess: onClose });
  };

  return (
    <form className={css.form} noValidate onSubmit={submit}>
      <TextInput
        label={words.fullName}
        value={draft.fullName}
        error={own.fullName ?? theirs["fullName"]}
        maxLength={120}
        autoComplete="off"
        data-autofocus
        onChange={(event) => set({ fullName: event.currentTarget.value })}
      />
      <TextInput
        label={words.email}
        type="email"
        value={draft.email}
        error={own.email ?? theirs["email"]}
        autoComplete="off"
        disabled={!isNew}
        onChange={(event) => set({ email: event.currentTarget.value })}
      />
      <PasswordInput
        label={isNew ? words.password : words.newPassword}
        description={isNew ? words.passwordHelp : words.newPasswordHelp}
        value={draft.password}
        error={own.password ?? theirs["password"]}
        autoComplete="new-password"
        onChange={(event) => set({ password: event.currentTarget.value })}
      />
      <div>
        <Select<Role>
          label={words.role}
          data={ROLES.map((value) => ({ value, label: words.roles[value] }))}
          value={draft.role}
          allowDeselect={false}
          onChange={(role) => role !== null && set({ role })}
        />
        <RoleRights role={draft.role} />
      </div>
      <SitesField draft={draft} fault={own.siteIds ?? theirs["siteIds"]} onChange={set} />
      {!isNew && !isSelf && (
        <Switch
          label={words.isActive}
          checked={draft.isActive}
          onChange={(event) => set({ isActive: event.currentTarget.checked })}
        />
      )}
      <FormEnd
        error={restOf(error, theirs)}
        isSaving={add.isPending || change.isPending}
        onCancel={onClose}
      />
    </form>
  );
}

function RoleRights({ role }: { readonly role: Role }) {
  const held = RIGHTS.filter((right) => holds(role, right)).map((right) => words.rights[right]);
  return (
    <p className={css.help}>
      {words.mayDo(words.roles[role])}: {held.join(" · ")}
    </p>
  );
}

interface SitesFieldProps {
  readonly draft: StaffDraft;
  readonly fault: string | undefined;
  readonly onChange: (next: Partial<StaffDraft>) => void;
}

function SitesField({ draft, fault, onChange }: SitesFieldProps) {
  const sites = useSites().data ?? [];
  if (sites.length < 2) return null;
  if (draft.role === "owner") return <p className={css.help}>{words.ownerSites}</p>;
  return (
    <div>
      <Switch
        label={words.allSites}
        checked={draft.isEverySite}
        onChange={(event) => onChange({ isEverySite: event.currentTarget.checked })}
      />
      {!draft.isEverySite && (
        <Checkbox.Group
          aria-label={words.sites}
          value={[...draft.siteIds]}
          error={fault}
          onChange={(siteIds) => onChange({ siteIds })}
        >
          {sites.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} mt="xs" />
          ))}
        </Checkbox.Group>
      )}
    </div>
  );
}
