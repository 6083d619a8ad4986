// Is there a database behind the connection, and one that this version can work with? Said in one
// sentence that tells what to do, before anything else is tried.
import type pg from "pg";
import { StartProblem } from "../settings/start-problem.ts";
import { MigrationProblem } from "./migrate.ts";

/** PostgreSQL's `server_version_num` of the oldest version that is tested. */
const OLDEST = 150_000;

export async function checkDatabase(pool: pg.Pool): Promise<void> {
  let version: number;
  try {
    const found = await pool.query<{ server_version_num: string }>("show server_version_num");
    version = Number(found.rows[0]?.server_version_num);
  } catch (error) {
    throw new StartProblem(sentenceFor(error), { cause: error });
  }
  if (version < OLDEST) {
    const major = Math.floor(version / 10_000);
    throw new StartProblem(
      `This database is PostgreSQL ${major}: AV Gym needs version 15 or newer. Point DATABASE_URL at a newer one, or leave it out to use the embedded database.`,
    );
  }
}

/** A database that cannot be migrated is the operator's to mend; anything else is a bug. */
export function startProblemOf(error: unknown): unknown {
  return error instanceof MigrationProblem ? new StartProblem(error.message) : error;
}

function sentenceFor(error: unknown): string {
  const code = codeOf(error) ?? "no answer";
  const check = "Check DATABASE_URL, or leave it out to use the embedded database.";
  switch (code) {
    case "28P01":
    case "28000":
      return `The database refuses this user or password. ${check}`;
    case "3D000":
      return `The database named in DATABASE_URL does not exist: make it with "createdb", or name another.`;
    case "42501":
      return `This user may not use the database: grant it the right to connect and to create tables.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `No machine of the name in DATABASE_URL can be found. ${check}`;
    case "57P03":
      return "The database is still starting: try again in a moment.";
    default:
      return `The database cannot be reached (${code}). Is it running? ${check}`;
  }
}

function codeOf(error: unknown): string | null {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}
