// Where the repository lies, and the tools its packages bring. Plain Node: works before any install.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export const inRepository = (...parts) => join(root, ...parts);

export const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

export const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** The arguments with which Node runs a command of an installed package. */
export function toolCommand(packageName, tool = packageName) {
  const folder = inRepository("node_modules", packageName);
  const { bin } = readJson(join(folder, "package.json"));
  return [join(folder, typeof bin === "string" ? bin : bin[tool])];
}

/** One short line about what the set-up is doing. On stderr, so that a program's own output stays clean. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A fault that is the reader's to mend: shown as one sentence, without a stack. */
export class SetUpProblem extends Error {}

/** Runs the main part of a script; a set-up problem ends it with its sentence and exit code 1. */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetUpProblem)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
