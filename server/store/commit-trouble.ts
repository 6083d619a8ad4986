// Why the database commits nothing, in a word, where it is there and answers.
import pg from "pg";
import { PassingFault } from "./passing-fault.ts";

export type CommitTrouble = "disk-full" | "read-only" | "disk-fault" | "no-commits";

// SQLSTATE, as in PostgreSQL's appendix A.
const BY_CODE: Readonly<Record<string, CommitTrouble>> = {
  "53100": "disk-full",
  "25006": "read-only",
  "58030": "disk-fault",
};

/** Null for what is no fault of the database. */
export function commitTroubleOf(error: unknown): CommitTrouble | null {
  const cause = error instanceof PassingFault ? error.cause : error;
  const code = cause instanceof pg.DatabaseError ? cause.code : undefined;
  const known = BY_CODE[code ?? ""];
  return known ?? (error instanceof PassingFault ? "no-commits" : null);
}
