// What a member holds: memberships and credentials.
import { v7 as newId } from "uuid";
import type { z } from "zod";
import type { CalendarDay } from "../../domain/instant.ts";
import type {
  MembershipChange,
  NewMembership,
  newCredential,
} from "../../protocol/http/members.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { changedFields } from "./changed-fields.ts";
import type { Change } from "./commit-change.ts";

/** Whom a change concerned, and whether anything is different now. */
export interface MemberTouched {
  readonly memberId: string;
  readonly isChanged: boolean;
}

export async function addMembership(
  change: Change,
  memberId: string,
  asked: NewMembership,
): Promise<void> {
  const { planId, startsOn, endsOn = null } = asked;
  mustBeInOrder({ startsOn, endsOn, freeze: null });
  const plan = await change.rows
    .selectFrom("plan")
    .select(["visits", "is_active"])
    .where("id", "=", planId)
    .executeTakeFirst();
  if (plan === undefined) throw wrong("planId: there is no such plan");
  if (!plan.is_active) throw wrong("planId: this plan is not offered any more");
  const id = newId();
  await change.rows
    .insertInto("membership")
    .values({
      id,
      member_id: memberId,
      plan_id: planId,
      starts_on: startsOn,
      ends_on: endsOn,
      frozen_from: null,
      frozen_until: null,
      visits_left: plan.visits,
      created_at: change.at,
    })
    .execute();
  await change.audit({ action: "membership-added", subjectId: memberId, after: { id, ...asked } });
}

/** The id of the member whose membership it is; throws `not-found`. */
export async function changeMembership(
  change: Change,
  membershipId: string,
  wanted: MembershipChange,
): Promise<MemberTouched> {
  const row = await change.rows
    .selectFrom("membership")
    .selectAll()
    .where("id", "=", membershipId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new ProblemError("not-found");
  const { member_id: memberId, frozen_from: from } = row;
  const before: Period & { readonly visitsLeft: number | null } = {
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    freeze: from === null ? null : { from, until: row.frozen_until },
    visitsLeft: row.visits_left,
  };
  const changed = changedFields(before, wanted);
  if (changed === null) return { memberId, isChanged: false };
  const after = { ...before, ...changed.after };
  mustBeInOrder(after);
  await change.rows
    .updateTable("membership")
    .set({
      starts_on: after.startsOn,
      ends_on: after.endsOn,
      frozen_from: after.freeze?.from ?? null,
      frozen_until: after.freeze?.until ?? null,
      // A visit that is charged in this very moment counts, unless the number itself is set.
      ...(wanted.visitsLeft !== undefined && { visits_left: after.visitsLeft }),
    })
    .where("id", "=", membershipId)
    .execute();
  await change.audit({
    action: "membership-changed",
    subjectId: memberId,
    before: { id: membershipId, ...changed.before },
    after: { id: membershipId, ...changed.after },
  });
  return { memberId, isChanged: true };
}

/** `field` is what the caller named the code, for where it is taken. */
export async function addCredential(
  change: Change,
  memberId: string,
  { kind, code, replaces }: z.output<typeof newCredential>,
  field = "code",
): Promise<void> {
  const taken = await change.rows
    .selectFrom("credential")
    .innerJoin("member", "member.id", "credential.member_id")
    .select(["member.id", "full_name", "membership_number"])
    .where("code", "=", code)
    .executeTakeFirst();
  if (taken !== undefined) {
    const holder =
      taken.id === memberId
        ? "this member has this card or code already"
        : `${taken.full_name} (${taken.membership_number}) has this card or code`;
    const details = [`${field}: ${holder}`];
    throw new ProblemError("already-exists", { details });
  }
  if (replaces) {
    await change.rows
      .updateTable("credential")
      .set({ replaced_at: change.at })
      .where("member_id", "=", memberId)
      .where("kind", "=", kind)
      .where("replaced_at", "is", null)
      .execute();
  }
  const id = newId();
  await change.rows
    .insertInto("credential")
    .values({ id, member_id: memberId, kind, code, created_at: change.at })
    .execute();
  // The code opens doors: the audit keeps which card it was, and not what it says.
  const after = { id, kind, replaces };
  await change.audit({ action: "credential-added", subjectId: memberId, after });
}

interface Period {
  readonly startsOn: CalendarDay;
  readonly endsOn: CalendarDay | null;
  readonly freeze: { readonly from: CalendarDay; readonly until: CalendarDay | null } | null;
}

function mustBeInOrder({ startsOn, endsOn, freeze }: Period): void {
  if (endsOn !== null && endsOn < startsOn) throw wrong("endsOn: this is before the first day");
  if (freeze !== null && freeze.until !== null && freeze.until <= freeze.from) {
    throw wrong("freeze.until: the day of the thaw comes after the freeze begins");
  }
}

function wrong(detail: string): ProblemError {
  return new ProblemError("invalid-request", { details: [detail] });
}
