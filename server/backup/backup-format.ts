// A backup is one gzip file of lines: what it is, then for each table its name and columns and its rows
// as PostgreSQL's COPY writes them, ended by `\.`, and a last line without which it is not whole.
import { z } from "zod";

export const FORMAT = 1;
/** No row of COPY's text is this line. */
export const END_OF_ROWS = "\\.";

export const backupHeader = z.object({
  avGymBackup: z.int(),
  version: z.string(),
  takenAt: z.string(),
  organisation: z.string().nullable(),
  /** The form of the tables: the migrations that had been run. */
  migrations: z.array(z.string()),
});
export type BackupHeader = z.infer<typeof backupHeader>;

export const tableLine = z.union([
  z.object({ table: z.string(), columns: z.array(z.string()) }),
  z.object({ end: z.literal(true), tables: z.int() }),
]);

/** The operator's to mend: told in full. */
export class BackupProblem extends Error {}
