// Adding and changing members. Every change raises the member's version, so that an edit based on an
// older one is noticed.
import { sql } from "kysely";
import { v7 as newId } from "uuid";
import type { CalendarDay } from "../../domain/instant.ts";
import type { MemberChange, NewMember } from "../../protocol/http/members.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { addCredential, addMembership } from "./change-holding.ts";
import type { MemberTouched } from "./change-holding.ts";
import { changedFields } from "./changed-fields.ts";
import type { Change } from "./commit-change.ts";
import { columnsOf, EMPTY_FIELDS, fieldsOf, settled } from "./member-fields.ts";
import type { MemberFields } from "./member-fields.ts";
import { drawNumbers } from "./member-numbers.ts";

export async function addMember(
  change: Change,
  asked: NewMember,
  today: CalendarDay,
): Promise<MemberTouched> {
  const { membership, credential, ...given } = asked;
  const fields = settled({ ...EMPTY_FIELDS, ...definedOnly(given) }, today);
  mustBeBorn(fields, today);
  const membershipNumber = given.membershipNumber ?? (await drawNumbers(change.rows, 1))[0] ?? "";
  const memberId = newId();
  await change.rows
    .insertInto("member")
    .values({
      id: memberId,
      joined_on: today,
      created_at: change.at,
      ...columnsOf({ ...fields, membershipNumber }),
    })
    .execute();
  await change.audit({
    action: "member-added",
    subjectId: memberId,
    after: { ...given, membershipNumber },
  });
  if (membership !== undefined) await addMembership(change, memberId, membership);
  if (credential !== undefined) {
    const card = { kind: "barcode", code: credential, replaces: false } as const;
    await addCredential(change, memberId, card, "credential");
  }
  return { memberId, isChanged: true };
}

/** Throws `edited-meanwhile` where the version is not the latest. */
export async function changeMember(
  change: Change,
  memberId: string,
  asked: MemberChange,
  today: CalendarDay,
): Promise<MemberTouched> {
  const { version, ...wanted } = asked;
  const row = await change.rows
    .selectFrom("member")
    .selectAll()
    .where("id", "=", memberId)
    // Lets the desk go on recording visits of this member.
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new ProblemError("not-found");
  if (version !== undefined && version !== row.version) throw new ProblemError("edited-meanwhile");
  const before = fieldsOf(row);
  const fields = settled({ ...before, ...definedOnly(wanted) }, today);
  mustBeBorn(fields, today);
  const changed = changedFields(before, fields);
  if (changed === null) return { memberId, isChanged: false };
  await change.rows
    .updateTable("member")
    .set({ ...columnsOf(fields), version: row.version + 1 })
    .where("id", "=", memberId)
    .execute();
  await change.audit({ action: "member-changed", subjectId: memberId, ...changed });
  return { memberId, isChanged: true };
}

/** Raises the version for a change of what the member holds; throws `not-found`. */
export async function touchMember(change: Change, memberId: string): Promise<MemberTouched> {
  const touched = await change.rows
    .updateTable("member")
    .set({ version: sql<number>`version + 1` })
    .where("id", "=", memberId)
    .returning("id")
    .executeTakeFirst();
  if (touched === undefined) throw new ProblemError("not-found");
  return { memberId, isChanged: true };
}

function mustBeBorn({ birthDate }: MemberFields, today: CalendarDay): void {
  if (birthDate === null || birthDate <= today) return;
  throw new ProblemError("invalid-request", { details: ["birthDate: this day is yet to come"] });
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function definedOnly<T extends object>(fields: T): Defined<T> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Defined<T>;
}
