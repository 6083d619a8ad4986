// `npm run gym -- <verb>`: the only file of this room that touches the process.
import { readFile } from "node:fs/promises";
import { CliFault } from "./cli-fault.ts";
import { createProgram } from "./program.ts";
import { ServerProblem } from "./server-api.ts";

// Compiled, this file is dist/cli/main.js; the package is two folders up.
const PACKAGE = new URL("../../package.json", import.meta.url);

async function main(): Promise<void> {
  const { version } = JSON.parse(await readFile(PACKAGE, "utf8")) as { readonly version: string };
  const stop = new AbortController();
  // The first Ctrl-C ends in order, the second at once.
  process.once("SIGINT", () => stop.abort());
  const program = createProgram({
    version,
    say: (line) => process.stdout.write(`${clearLine()}${line}\n`),
    progress: (line) => process.stdout.write(`${clearLine()}${line}${isTerminal() ? "" : "\n"}`),
    signal: stop.signal,
    exitWith: (code) => {
      process.exitCode = code;
    },
  });
  await program.parseAsync();
}

function isTerminal(): boolean {
  return process.stdout.isTTY;
}

/** Takes back a line of progress. */
function clearLine(): string {
  return isTerminal() ? "\r\u001B[2K" : "";
}

main().catch((error: unknown) => {
  const isKnown = error instanceof CliFault || error instanceof ServerProblem;
  const text = isKnown ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(isKnown ? `${text}\n` : `This is a fault of ours:\n${text}\n`);
  process.exitCode = 1;
});
