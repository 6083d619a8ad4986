// A new membership, or the period of an old one.
import { Button, NumberInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import type { CalendarDay } from "../../domain/instant.ts";
import type { MembershipRow } from "../../protocol/http/members.ts";
import { useAddMembership, useChangeMembership } from "../api/member-changes.ts";
import { usePlans } from "../api/plans.ts";
import { useSite } from "../connection/site-connection.tsx";
import { fieldFaults, restOf } from "../parts/field-faults.ts";
import { ProblemNote } from "../parts/problem-note.tsx";
import { DialogBox } from "../parts/dialog-box.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { gymToday } from "../parts/gym-today.ts";
import { PeriodFields } from "./period-fields.tsx";
import { periodOf, prolongedFrom, renewalOf } from "./period.ts";
import type { Period } from "./period.ts";
import css from "./form.module.css";

const words = EN_MEMBERS.membershipDialog;
const FIELDS = ["planId", "startsOn", "endsOn"];

interface MembershipDialogProps {
  readonly isOpen: boolean;
  readonly memberId: string;
  /** Null: a new one. */
  readonly membership: MembershipRow | null;
  /** The one that a new one mostly goes on from. */
  readonly last?: MembershipRow | null;
  readonly onClose: () => void;
}

export function MembershipDialog(props: MembershipDialogProps) {
  const { isOpen, membership, onClose } = props;
  return (
    <DialogBox
      isOpen={isOpen}
      onClose={onClose}
      title={membership === null ? words.titleNew : `${words.titleChange}: ${membership.planName}`}
    >
      <MembershipForm {...props} />
    </DialogBox>
  );
}

function MembershipForm({ memberId, membership, last, onClose }: MembershipDialogProps) {
  const today = gymToday(useSite());
  const plans = usePlans().data?.filter((plan) => plan.isActive) ?? [];
  const [period, setPeriod] = useState(() =>
    membership === null ? renewalOf(last ?? null, today) : periodOf(membership),
  );
  const [visitsLeft, setVisitsLeft] = useState(membership?.visitsLeft ?? null);
  const [isTried, setTried] = useState(false);
  const add = useAddMembership(memberId);
  const change = useChangeMembership();
  const error = add.error ?? change.error;
  const faults = { ...fieldFaults(error, FIELDS), ...(isTried && faultsOf(period)) };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const { planId, startsOn } = period;
    if (planId === null || Object.keys(faultsOf(period)).length > 0) return;
    const endsOn = period.endsOn === "" ? null : period.endsOn;
    if (membership === null) {
      add.mutate({ planId, startsOn, endsOn }, { onSuccess: onClose });
      return;
    }
    const visits = membership.visitsLeft === null ? {} : { visitsLeft };
    change.mutate(
      { membershipId: membership.id, change: { startsOn, endsOn, ...visits } },
      { onSuccess: onClose },
    );
  };

  return (
    <form className={css.form} noValidate onSubmit={submit}>
      <PeriodFields
        plans={plans}
        value={period}
        faults={faults}
        isPlanFixed={membership !== null}
        {...(membership !== null && { lengthsFrom: lengthsOf(membership, today) })}
        onChange={setPeriod}
      />
      {membership !== null && membership.visitsLeft !== null && (
        <NumberInput
          label={words.visitsLeft}
          value={visitsLeft ?? 0}
          min={0}
          max={10_000}
          allowDecimal={false}
          onChange={(value) => setVisitsLeft(typeof value === "number" ? value : 0)}
        />
      )}
      <ProblemNote error={restOf(error, fieldFaults(error, FIELDS))} />
      <div className={css.actions}>
        <Button type="submit" loading={add.isPending || change.isPending}>
          {membership === null ? words.submitNew : words.submitChange}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {EN_MEMBERS.form.cancel}
        </Button>
      </div>
    </form>
  );
}

function faultsOf({ planId, startsOn, endsOn }: Period) {
  return {
    ...(planId === null && { planId: words.noPlan }),
    ...(startsOn === "" && { startsOn: EN_MEMBERS.form.startNeeded }),
    ...(endsOn !== "" && endsOn < startsOn && { endsOn: EN_MEMBERS.form.endsBeforeStart }),
  };
}

function lengthsOf(membership: MembershipRow, today: CalendarDay) {
  const { endsOn } = membership;
  const { prolong, fromToday } = EN_MEMBERS.form;
  return {
    day: prolongedFrom(membership, today),
    called: endsOn !== null && endsOn >= today ? prolong : fromToday,
  };
}
