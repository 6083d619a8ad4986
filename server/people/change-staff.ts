// Adding and changing staff accounts. What an account may do changes at once: its sessions end.
import { v7 as newId } from "uuid";
import type { z } from "zod";
import type { Role } from "../../domain/rights.ts";
import type { StaffChange, StaffRow, newStaff } from "../../protocol/http/people.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { changedFields } from "../store/changed-fields.ts";
import type { Change } from "../store/commit-change.ts";
import { lockStaff, mustKnowSites } from "../store/staff.ts";

export type NewStaffAsked = Omit<z.output<typeof newStaff>, "password">;

export async function addStaff(
  { rows, at, audit }: Change,
  asked: NewStaffAsked,
  passwordHash: string,
): Promise<StaffRow> {
  mustFit(asked.role, asked.siteIds);
  await mustKnowSites(rows, asked.siteIds);
  const id = newId();
  await rows
    .insertInto("staff")
    .values({
      id,
      full_name: asked.fullName,
      email: asked.email,
      password_hash: passwordHash,
      role: asked.role,
      site_ids: asked.siteIds,
      created_at: at,
    })
    .execute();
  await audit({ action: "staff-added", subjectId: id, after: asked });
  return { id, ...asked, isActive: true, lastSeenAt: null };
}

export interface StaffChanged {
  readonly account: StaffRow;
  readonly isChanged: boolean;
  /** True where what the account may do is not what it was. */
  readonly endsSessions: boolean;
}

/** Throws `not-found`, and `last-owner` where nobody would be left to run the house. */
export async function changeStaff(
  { rows, audit }: Change,
  id: string,
  wanted: Omit<StaffChange, "password">,
  passwordHash: string | null,
): Promise<StaffChanged> {
  const held = await lockStaff(rows, id);
  if (held === null) throw new ProblemError("not-found");
  const { account: before, otherOwners } = held;
  const changed = changedFields(before, wanted);
  const account: StaffRow = { ...before, ...changed?.after };
  mustFit(account.role, account.siteIds);
  await mustKnowSites(rows, wanted.siteIds);
  const runsHouse = account.role === "owner" && account.isActive;
  const ranHouse = before.role === "owner" && before.isActive;
  if (ranHouse && !runsHouse && otherOwners === 0) throw new ProblemError("last-owner");
  if (changed === null && passwordHash === null) {
    return { account, isChanged: false, endsSessions: false };
  }
  await rows
    .updateTable("staff")
    .set({
      full_name: account.fullName,
      role: account.role,
      site_ids: account.siteIds,
      is_active: account.isActive,
      ...(passwordHash !== null && { password_hash: passwordHash }),
    })
    .where("id", "=", id)
    .execute();
  if (changed !== null) await audit({ action: "staff-changed", subjectId: id, ...changed });
  if (passwordHash !== null) await audit({ action: "password-set", subjectId: id });
  const rightsChanged = ["role", "siteIds", "isActive"].some(
    (key) => key in (changed?.after ?? {}),
  );
  return { account, isChanged: true, endsSessions: rightsChanged || passwordHash !== null };
}

/** An owner runs the whole house: limited to some sites, an account is a manager at most. */
function mustFit(role: Role, siteIds: readonly string[] | null): void {
  if (role !== "owner" || siteIds === null) return;
  throw new ProblemError("invalid-request", { details: ["siteIds: an owner sees every site"] });
}
