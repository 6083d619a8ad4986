// Plan, first and last day; the usual lengths with one press.
import { Select, TextInput } from "@mantine/core";
import type { CalendarDay } from "../../domain/instant.ts";
import type { PlanRow } from "../../protocol/http/gym.ts";
import { endAfterMonths } from "../parts/calendar.ts";
import type { FieldFaults } from "../parts/field-faults.ts";
import { EN_MEMBERS } from "../words/en-members.ts";
import type { Period } from "./period.ts";
import css from "./form.module.css";

const words = EN_MEMBERS.form;
const LENGTHS = [1, 3, 6, 12] as const;

interface PeriodFieldsProps {
  readonly plans: readonly PlanRow[];
  readonly value: Period;
  readonly faults: FieldFaults;
  readonly onChange: (period: Period) => void;
  /** The plan of a membership is fixed once it is made. */
  readonly isPlanFixed?: boolean;
  /** What the lengths count from, and how that is called; the first day, where it is not given. */
  readonly lengthsFrom?: { readonly day: CalendarDay; readonly called: string };
}

export function PeriodFields(props: PeriodFieldsProps) {
  const { plans, value, faults, onChange, isPlanFixed = false, lengthsFrom } = props;
  const { planId, startsOn, endsOn } = value;
  const period = { planId, startsOn, endsOn };
  return (
    <>
      {!isPlanFixed && (
        <Select
          label={words.plan}
          placeholder={words.noPlan}
          data={plans.map((plan) => ({ value: plan.id, label: plan.name }))}
          value={planId}
          error={faults["planId"]}
          clearable
          searchable={plans.length > 8}
          onChange={(plan) => onChange({ ...period, planId: plan })}
        />
      )}
      {(planId !== null || isPlanFixed) && (
        <div>
          <div className={css.pair}>
            <TextInput
              type="date"
              label={words.starts}
              value={startsOn}
              error={faults["startsOn"]}
              onChange={(event) => onChange({ ...period, startsOn: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={words.ends}
              value={endsOn}
              error={faults["endsOn"]}
              onChange={(event) => onChange({ ...period, endsOn: event.currentTarget.value })}
            />
          </div>
          {startsOn !== "" && (
            <Lengths
              startsOn={lengthsFrom?.day ?? startsOn}
              endsOn={endsOn}
              label={lengthsFrom?.called ?? null}
              onChoose={choose}
            />
          )}
        </div>
      )}
    </>
  );

  function choose(end: string) {
    onChange({ ...period, endsOn: end });
  }
}

interface LengthsProps {
  readonly label: string | null;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly onChoose: (endsOn: string) => void;
}

function Lengths({ label: title, startsOn, endsOn, onChoose }: LengthsProps) {
  const choices = [
    ...LENGTHS.map((months) => ({
      label: words.length(months),
      end: endAfterMonths(startsOn, months),
    })),
    { label: EN_MEMBERS.endless, end: "" },
  ];
  return (
    <div className={css.lengths}>
      {title !== null && <span>{title}</span>}
      {choices.map(({ label, end }) => (
        <button
          key={label}
          type="button"
          aria-pressed={endsOn === end}
          onClick={() => onChoose(end)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
