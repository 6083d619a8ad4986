// Adds or edits a plan.
import { Button, Checkbox, NumberInput, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import type { PlanRow } from "../../protocol/http/gym.ts";
import { useSavePlan } from "../api/plans.ts";
import { useSites } from "../api/sites.ts";
import { fieldFaults, restOf } from "../parts/field-faults.ts";
import { HoursEditor } from "../parts/hours-editor.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { SideSheet } from "../parts/side-sheet.tsx";
import { EN_PLANS } from "../words/en-settings.ts";
import { faultsOfPlan, planDraftOf, planOf } from "./plan-draft.ts";
import css from "./plans.module.css";

interface PlanDrawerProps {
  readonly edited: PlanRow | "new" | null;
  readonly onClose: () => void;
}

export function PlanDrawer({ edited, onClose }: PlanDrawerProps) {
  return (
    <SideSheet
      isOpen={edited !== null}
      onClose={onClose}
      title={edited === "new" ? EN_PLANS.addTitle : EN_PLANS.editTitle}
    >
      {edited !== null && <PlanForm plan={edited === "new" ? null : edited} onClose={onClose} />}
    </SideSheet>
  );
}

interface PlanFormProps {
  readonly plan: PlanRow | null;
  readonly onClose: () => void;
}

function PlanForm({ plan, onClose }: PlanFormProps) {
  const sites = useSites().data ?? [];
  const [draft, setDraft] = useState(() => planDraftOf(plan));
  const [isTried, setTried] = useState(false);
  const save = useSavePlan();
  const own = isTried ? faultsOfPlan(draft) : {};
  const theirs = fieldFaults(save.error, ["name", "visits"]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faultsOfPlan(draft)).length > 0) return;
    const wanted = planOf(draft);
    save.mutate(
      plan === null
        ? { id: null, plan: wanted }
        : { id: plan.id, plan: { ...wanted, isActive: draft.isActive } },
      { onSuccess: onClose },
    );
  };

  return (
    <form className={css.form} noValidate onSubmit={submit}>
      <TextInput
        label={EN_PLANS.name}
        value={draft.name}
        error={own.name ?? theirs["name"]}
        maxLength={120}
        data-autofocus
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
      />
      {sites.length > 1 && (
        <fieldset className={css.sites}>
          <legend>{EN_PLANS.sites}</legend>
          <Switch
            label={EN_PLANS.sitesAll}
            checked={draft.isEverySite}
            onChange={(event) => setDraft({ ...draft, isEverySite: event.currentTarget.checked })}
          />
          {!draft.isEverySite && (
            <Checkbox.Group
              aria-label={EN_PLANS.sites}
              value={[...draft.siteIds]}
              error={own.siteIds}
              onChange={(siteIds) => setDraft({ ...draft, siteIds })}
            >
              {sites.map(({ id, name }) => (
                <Checkbox key={id} value={id} label={name} mt="xs" />
              ))}
            </Checkbox.Group>
          )}
        </fieldset>
      )}
      <HoursEditor
        label={EN_PLANS.hours}
        always={EN_PLANS.hoursAlways}
        alwaysHelp={EN_PLANS.hoursAlwaysHelp}
        value={draft.hours}
        onChange={(hours) => setDraft({ ...draft, hours })}
      />
      <NumberInput
        label={EN_PLANS.visits}
        description={EN_PLANS.visitsHelp}
        value={draft.visits ?? ""}
        error={theirs["visits"]}
        min={1}
        max={10_000}
        allowDecimal={false}
        onChange={(value) =>
          setDraft({ ...draft, visits: typeof value === "number" ? value : null })
        }
      />
      {plan !== null && (
        <Switch
          label={EN_PLANS.offered}
          description={EN_PLANS.offeredHelp}
          checked={draft.isActive}
          onChange={(event) => setDraft({ ...draft, isActive: event.currentTarget.checked })}
        />
      )}
      <ProblemNote error={restOf(save.error, theirs)} />
      <div className={css.actions}>
        <Button type="submit" loading={save.isPending}>
          {EN_PLANS.save}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {EN_PLANS.cancel}
        </Button>
      </div>
    </form>
  );
}
