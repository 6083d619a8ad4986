// Hours of a week as simple rows: which days, from when to when.
import { ActionIcon, Button, Switch, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { EN_PARTS } from "../words/en-parts.ts";
import { faultOf, withRow } from "./hours-draft.ts";
import type { HoursDraft, HoursRow } from "./hours-draft.ts";
import css from "./hours-editor.module.css";

const words = EN_PARTS.hours;

interface HoursEditorProps {
  readonly label: string;
  readonly value: HoursDraft;
  readonly onChange: (draft: HoursDraft) => void;
  /** What the switch for "no hours" says, where "open around the clock" is not the word. */
  readonly always?: string;
  readonly alwaysHelp?: string;
}

export function HoursEditor(props: HoursEditorProps) {
  const { label, value, onChange, always = words.always, alwaysHelp = words.alwaysHelp } = props;
  const change = (row: HoursRow) =>
    onChange({ ...value, rows: value.rows.map((old) => (old.key === row.key ? row : old)) });
  return (
    <fieldset className={css.editor}>
      <legend>{label}</legend>
      <Switch
        label={always}
        description={alwaysHelp}
        checked={value.isAlways}
        onChange={(event) => onChange({ ...value, isAlways: event.currentTarget.checked })}
      />
      {!value.isAlways && (
        <>
          {value.rows.map((row, index) => (
            <Row
              key={row.key}
              number={index + 1}
              row={row}
              onChange={change}
              onRemove={
                value.rows.length === 1
                  ? null
                  : () =>
                      onChange({ ...value, rows: value.rows.filter((old) => old.key !== row.key) })
              }
            />
          ))}
          <Button
            variant="subtle"
            leftSection={<IconPlus size={18} />}
            onClick={() => onChange(withRow(value))}
          >
            {words.add}
          </Button>
        </>
      )}
    </fieldset>
  );
}

interface RowProps {
  readonly number: number;
  readonly row: HoursRow;
  readonly onChange: (row: HoursRow) => void;
  readonly onRemove: (() => void) | null;
}

function Row({ number, row, onChange, onRemove }: RowProps) {
  const fault = faultOf(row);
  const toggle = (day: number) =>
    onChange({
      ...row,
      days: row.days.includes(day) ? row.days.filter((old) => old !== day) : [...row.days, day],
    });
  return (
    <fieldset className={css.row} aria-label={words.row(number)}>
      <div className={css.days}>
        {words.days.map((day, index) => (
          <button
            key={day}
            type="button"
            className={css.day}
            aria-pressed={row.days.includes(index + 1)}
            onClick={() => toggle(index + 1)}
          >
            {day}
          </button>
        ))}
      </div>
      <div className={css.times}>
        <TextInput
          type="time"
          aria-label={words.from}
          value={row.from}
          onChange={(event) => onChange({ ...row, from: event.currentTarget.value })}
        />
        <span aria-hidden>–</span>
        <TextInput
          type="time"
          aria-label={words.to}
          value={row.to}
          onChange={(event) => onChange({ ...row, to: event.currentTarget.value })}
        />
        {onRemove !== null && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={words.remove}
            onClick={onRemove}
          >
            <IconX size={18} />
          </ActionIcon>
        )}
      </div>
      {fault !== null && (
        <p className={css.fault} role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
