// Who is asking: a staff account by its session, or the operator of this machine by the local key.
import { ProblemError } from "../../protocol/problem.ts";
import type { Right, Role } from "../../domain/rights.ts";
import { holds } from "../../domain/rights.ts";

export interface Caller {
  /** Null for the operator of the machine, who has no account. */
  readonly staffId: string | null;
  readonly fullName: string;
  readonly role: Role;
  /** Sites the caller may see; null means every site. */
  readonly siteIds: readonly string[] | null;
  /** What ends the caller's sockets when it is revoked; null for the operator. */
  readonly sessionId: string | null;
}

/** Throws `not-allowed` unless the caller's role holds the right. */
export function mustHold(caller: Caller, right: Right): void {
  if (!holds(caller.role, right)) throw new ProblemError("not-allowed", { details: [right] });
}

export function maySeeSite(caller: Caller, siteId: string): boolean {
  return caller.siteIds === null || caller.siteIds.includes(siteId);
}

/** Throws `unknown-site` for a site the caller may not see: what one may not see does not exist. */
export function mustSeeSite(caller: Caller, siteId: string): void {
  if (!maySeeSite(caller, siteId)) throw new ProblemError("unknown-site");
}
