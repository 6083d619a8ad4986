// `gym backup` and `gym restore`: asks the server, which lies on this machine, and says how it goes on.
import { CliFault } from "./cli-fault.ts";
import type { ServerDirections } from "./find-server.ts";
import { ServerApi } from "./server-api.ts";

export interface Saying {
  readonly say: (line: string) => void;
  readonly progress: (line: string) => void;
}

type Line = { readonly progress?: string; readonly done?: string; readonly problem?: string };

export function takeBackup(server: ServerDirections, file: string, saying: Saying): Promise<void> {
  return follow(server, "/api/backups", file, saying);
}

export async function restoreBackup(
  server: ServerDirections,
  file: string,
  options: Saying & { readonly isSure: boolean },
): Promise<void> {
  if (!options.isSure) {
    throw new CliFault(
      `Everything in this gym would be replaced by what ${file} holds. What is there now is kept beside it. If that is meant, say it again with --yes.`,
    );
  }
  await follow(server, "/api/restores", file, options);
}

async function follow(
  server: ServerDirections,
  path: string,
  file: string,
  { say, progress }: Saying,
): Promise<void> {
  let isDone = false;
  for await (const text of new ServerApi(server).linesOf(path, { file })) {
    const line = JSON.parse(text) as Line;
    if (line.progress !== undefined) progress(line.progress);
    if (line.problem !== undefined) throw new CliFault(line.problem);
    if (line.done === undefined) continue;
    isDone = true;
    say(line.done);
  }
  if (!isDone) throw new CliFault("The server ended before it was done: nothing was changed.");
}
