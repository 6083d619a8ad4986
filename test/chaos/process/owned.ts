// Every process that a run starts, so that each is ended by its own number however the run ends.
import type { ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";

const children = new Set<ChildProcess>();
const folders = new Set<string>();
let isWatching = false;

/** Ended with this process unless it ended before. */
export function own(child: ChildProcess): ChildProcess {
  watch();
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

/** Removed with this process unless it was before. */
export function ownFolder(folder: string): string {
  watch();
  folders.add(folder);
  return folder;
}

export function leaveFolder(folder: string): void {
  folders.delete(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function watch(): void {
  if (isWatching) return;
  isWatching = true;
  process.once("exit", () => {
    // SIGKILL ends a stopped one too; a PostgreSQL of its own dies with it.
    for (const child of children) child.kill("SIGKILL");
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => process.exit(130));
  }
}
