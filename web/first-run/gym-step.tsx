// Step 2: the first site. At its end the gym exists and its owner is signed in.
import { Button, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import type { Account } from "../../protocol/http/people.ts";
import { isProblem } from "../api/api-problem.ts";
import { useFirstRun } from "../api/house.ts";
import { HoursEditor } from "../parts/hours-editor.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { TimeZoneSelect } from "../parts/time-zone-select.tsx";
import { EN_FIRST_RUN } from "../words/en-first-run.ts";
import { faultsOfGym, firstRunOf } from "./first-run-draft.ts";
import type { AccountDraft, GymDraft } from "./first-run-draft.ts";
import { useElapsedSeconds } from "./use-elapsed-seconds.ts";
import css from "./first-run.module.css";

const words = EN_FIRST_RUN.gym;
const LONG_SECONDS = 3;

interface GymStepProps {
  readonly draft: GymDraft;
  readonly account: AccountDraft;
  readonly onChange: (draft: GymDraft) => void;
  readonly onBack: () => void;
  readonly onCodeRefused: () => void;
  readonly onOpened: (owner: Account) => void;
}

export function GymStep(props: GymStepProps) {
  const { draft, account, onChange, onBack, onCodeRefused, onOpened } = props;
  const [isTried, setTried] = useState(false);
  const open = useFirstRun();
  const faults = isTried ? faultsOfGym(draft) : {};

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faultsOfGym(draft)).length > 0) return;
    open.mutate(firstRunOf(account, draft), {
      onSuccess: onOpened,
      onError: (error) => isProblem(error, "wrong-code") && onCodeRefused(),
    });
  };

  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <h1 tabIndex={-1}>{words.title}</h1>
      <p className={css.lead}>{words.lead}</p>
      <TextInput
        label={words.name}
        value={draft.name}
        error={faults.name}
        autoComplete="organization"
        maxLength={120}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
      />
      <TimeZoneSelect
        value={draft.timeZone}
        description={words.zoneHelp}
        onChange={(timeZone) => onChange({ ...draft, timeZone })}
      />
      <HoursEditor
        label={words.hours}
        value={draft.hours}
        onChange={(hours) => onChange({ ...draft, hours })}
      />
      <div className={css.pair}>
        <TextInput
          type="time"
          label={words.dayStart}
          description={words.dayStartHelp}
          value={draft.gymDayStartsAt}
          onChange={(event) =>
            onChange({ ...draft, gymDayStartsAt: event.currentTarget.value || "04:00" })
          }
        />
        <NumberInput
          label={words.capacity}
          description={words.capacityHelp}
          value={draft.capacity ?? ""}
          min={1}
          max={100_000}
          allowDecimal={false}
          hideControls
          onChange={(value) =>
            onChange({ ...draft, capacity: typeof value === "number" ? value : null })
          }
        />
      </div>
      <ProblemNote error={open.error} />
      {open.isPending && <Patience />}
      <div className={css.actions}>
        <Button type="submit" loading={open.isPending}>
          {words.create}
        </Button>
        <Button variant="subtle" onClick={onBack} disabled={open.isPending}>
          {EN_FIRST_RUN.back}
        </Button>
      </div>
    </form>
  );
}

/** The form is longer than most windows, and Enter may have been pressed at its top. */
function bringIntoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}

/** A server that was started as a demo fills the gym at once. */
function Patience() {
  const seconds = useElapsedSeconds();
  if (seconds < LONG_SECONDS) return null;
  const { filling, fillingHelp } = EN_FIRST_RUN.members;
  return (
    <p ref={bringIntoSight} className={css.patience}>
      <output>{filling}</output> {fillingHelp(seconds)}
    </p>
  );
}
