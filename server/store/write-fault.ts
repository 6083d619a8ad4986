// What the database refuses to write, as the problem that the caller hears: the rule that was broken
// names the field.
import pg from "pg";
import { ProblemError } from "../../protocol/problem.ts";

const TAKEN: Readonly<Record<string, string>> = {
  site_name_key: "name: another site has this name",
  door_site_id_name_key: "name: another door of this site has this name",
  plan_name_key: "name: another plan has this name",
  staff_email: "email: another account has this e-mail",
  member_membership_number_key: "membershipNumber: another member has this number",
  credential_code_key: "code: this card or code is in use already",
  organisation_only_one_key: "there is an organisation already",
};

const MISSING: Readonly<Record<string, string>> = {
  membership_plan_id_fkey: "planId: there is no such plan",
};

// SQLSTATE (PostgreSQL appendix A): a character that no text column takes, in text and in JSON.
const UNWRITABLE_TEXT = new Set(["22021", "22P05"]);

/** The problem behind an error of the database; null where it is not of the caller's making. */
export function problemOfWrite(error: unknown): ProblemError | null {
  if (!(error instanceof pg.DatabaseError)) return null;
  const taken = TAKEN[error.constraint ?? ""];
  if (error.code === "23505" && taken !== undefined) {
    return new ProblemError("already-exists", { details: [taken] });
  }
  const missing = MISSING[error.constraint ?? ""];
  if (error.code === "23503" && missing !== undefined) {
    return new ProblemError("invalid-request", { details: [missing] });
  }
  if (UNWRITABLE_TEXT.has(error.code ?? "")) {
    return new ProblemError("invalid-request", { details: ["a text holds a null character"] });
  }
  return null;
}
