// Backup and restore as the house has them: one at a time, over a connection of their own.
import { rm } from "node:fs/promises";
import pg from "pg";
import type { Clock } from "../clock.ts";
import type { Connection } from "../store/database.ts";
import { BackupProblem } from "./backup-format.ts";
import { restoreBackup } from "./restore-backup.ts";
import { writeBackup } from "./write-backup.ts";
import type { Progress } from "./write-backup.ts";

export interface Backups {
  /** Throws BackupProblem for what the operator can mend. Resolves to what to tell at the end. */
  take(file: string, progress: Progress): Promise<string>;
  /** First takes a backup of what is about to be replaced, beside the file; none of an empty gym. */
  restore(file: string, progress: Progress): Promise<string>;
}

export interface BackupParts {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly version: string;
  /** Everything may be different now: whoever holds a view has to begin anew. */
  readonly restored: () => Promise<void>;
}

export function openBackups({ connection, clock, version, restored }: BackupParts): Backups {
  let isBusy = false;
  const alone = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    if (isBusy) throw new BackupProblem("A backup or a restore is going on: wait for its end.");
    isBusy = true;
    const client = new pg.Client({ ...connection, application_name: "av-gym backup" });
    // Told by the statement that fails.
    client.on("error", () => undefined);
    try {
      await client.connect();
      return await work(client);
    } finally {
      isBusy = false;
      await client.end().catch(() => undefined);
    }
  };
  const write = (client: pg.Client, file: string, progress: Progress): Promise<number> =>
    writeBackup(client, { file, version, now: clock.now(), progress });

  return {
    take: (file, progress) =>
      alone(async (client) => {
        const bytes = await write(client, file, progress);
        return `${file}: ${(bytes / 1e6).toFixed(1)} MB, whole and on disk.`;
      }),
    restore: (file, progress) =>
      alone(async (client) => {
        const found = await client.query("select 1 from organisation");
        const moment = clock.now().replaceAll(/[-:.]/g, "");
        const aside = `${file}.replaced-${moment}`;
        if (found.rowCount !== 0) await write(client, aside, () => undefined);
        const { takenAt, organisation } = await restoreBackup(client, file, progress).catch(
          async (error: unknown) => {
            // Where it is not sure that all is as it was, it may be all that there is.
            if (error instanceof BackupProblem) await rm(aside, { force: true });
            throw error;
          },
        );
        await restored();
        const kept = found.rowCount === 0 ? "" : ` What was there before is in ${aside}.`;
        return `${organisation ?? "An empty gym"} is back as it stood at ${takenAt}.${kept}`;
      }),
  };
}
