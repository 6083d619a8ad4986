// Runs a built program in this process: as if it had been started itself, with the arguments we were given.
import { pathToFileURL } from "node:url";
import { inRepository } from "./repository.mjs";

export async function runProgram(path) {
  const file = inRepository(path);
  process.argv[1] = file;
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(file).href);
}
