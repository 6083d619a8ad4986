// Backup and restore, for the operator of the machine alone: the file lies on the server's own disk. The
// answer comes line by line while it goes on, and its last line says how it ended.
import { Readable } from "node:stream";
import { isAbsolute } from "node:path";
import { z } from "zod";
import { plainText } from "../../protocol/shapes.ts";
import { BackupProblem } from "../backup/backup-format.ts";
import type { Backups } from "../backup/open-backups.ts";
import type { Progress } from "../backup/write-backup.ts";
import { about } from "./about.ts";
import type { App } from "./route-context.ts";

const CHAPTER = "backup";
const ALIVE_MS = 30_000;
const body = z.strictObject({
  file: plainText
    .min(1)
    .max(4_000)
    .refine(isAbsolute, "the whole path of the file is needed")
    .describe("Where it lies on the server's machine"),
});

export function backupRoutes(app: App, backups: Backups): void {
  app.post(
    "/api/backups",
    about("operator", CHAPTER, "Write a backup of everything into a file of the server's machine", {
      body,
    }),
    (request, reply) =>
      reply
        .type("application/x-ndjson")
        .send(told((progress) => backups.take(request.body.file, progress), request.log)),
  );

  app.post(
    "/api/restores",
    about("operator", CHAPTER, "Replace everything by what a backup holds", { body }),
    (request, reply) =>
      reply
        .type("application/x-ndjson")
        .send(told((progress) => backups.restore(request.body.file, progress), request.log)),
  );
}

/** Lines `{progress}`, then one of `{done}` and `{problem}`. */
function told(
  work: (progress: Progress) => Promise<string>,
  log: { readonly error: (about: object, text: string) => void },
): Readable {
  const lines = new Readable({ read: () => undefined });
  const tell = (line: object): void => {
    lines.push(`${JSON.stringify(line)}\n`);
  };
  // A line now and then, so that nobody in between takes a long silence for the end.
  const alive = setInterval(() => tell({}), ALIVE_MS);
  work((progress) => tell({ progress }))
    .then((done) => tell({ done }))
    .catch((error: unknown) => {
      const isOurs = !(error instanceof BackupProblem);
      if (isOurs) log.error({ err: error }, "a backup or a restore failed");
      const says =
        "It failed by a fault of ours, which was logged. What a restore was about to replace is kept beside its file.";
      tell({ problem: isOurs ? says : error.message });
    })
    .finally(() => {
      clearInterval(alive);
      lines.push(null);
    });
  return lines;
}
