// Search as one types, and three filters beside it.
import { CloseButton, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconDoorEnter, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import type { KeyboardEvent } from "react";
import type { MembershipState } from "../../domain/membership-state.ts";
import { usePlans } from "../api/plans.ts";
import type { MemberFilter } from "../api/query-keys.ts";
import { EN_MEMBERS } from "../words/en-members.ts";
import css from "./members.module.css";

const DEBOUNCE_MS = 100;
const STATES = Object.entries(EN_MEMBERS.states).map(([value, label]) => ({
  value: value as MembershipState,
  label,
}));

interface FilterBarProps {
  readonly filter: MemberFilter;
  readonly onChange: (filter: MemberFilter) => void;
}

export function FilterBar({ filter, onChange }: FilterBarProps) {
  const plans = usePlans().data ?? [];
  return (
    <search className={css.bar}>
      <SearchField
        value={filter.search ?? ""}
        onChange={(search) => onChange({ ...filter, search })}
      />
      <Select<MembershipState>
        aria-label={EN_MEMBERS.state}
        placeholder={EN_MEMBERS.anyState}
        data={STATES}
        value={filter.state ?? null}
        clearable
        onChange={(state) => onChange({ ...filter, state: state ?? undefined })}
      />
      <Select
        aria-label={EN_MEMBERS.plan}
        placeholder={EN_MEMBERS.anyPlan}
        data={plans.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.plan ?? null}
        clearable
        searchable={plans.length > 8}
        onChange={(plan) => onChange({ ...filter, plan: plan ?? undefined })}
      />
      <button
        type="button"
        className={css.chip}
        aria-pressed={filter.inside === "true"}
        onClick={() =>
          onChange({ ...filter, inside: filter.inside === "true" ? undefined : "true" })
        }
      >
        <IconDoorEnter size={18} aria-hidden /> {EN_MEMBERS.inside}
      </button>
    </search>
  );
}

interface SearchFieldProps {
  readonly value: string;
  readonly onChange: (search: string) => void;
}

function SearchField({ value, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const [sent, setSent] = useState(value);
  const [seen, setSeen] = useState(value);
  const send = useDebouncedCallback((search: string) => {
    setSent(search);
    onChange(search);
  }, DEBOUNCE_MS);
  // Changed by somebody else, such as "look without filters": the field follows.
  if (value !== seen) {
    setSeen(value);
    if (value !== sent) setTyped(value);
  }
  const type = (text: string) => {
    setTyped(text);
    send(text.trim());
  };
  return (
    <TextInput
      type="search"
      className={css.search ?? ""}
      aria-label={EN_MEMBERS.search}
      placeholder={EN_MEMBERS.searchHint}
      leftSection={<IconSearch size={20} aria-hidden />}
      rightSection={
        typed === "" ? null : <CloseButton aria-label={EN_MEMBERS.clear} onClick={() => type("")} />
      }
      autoComplete="off"
      spellCheck={false}
      maxLength={100}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={toFirstRow}
    />
  );
}

function toFirstRow(event: KeyboardEvent): void {
  if (event.key !== "ArrowDown" && event.key !== "Enter") return;
  event.preventDefault();
  document.querySelector<HTMLElement>("[data-member-link]")?.focus();
}
