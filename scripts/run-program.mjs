// Runs a built program in this process: as if it had been started itself, with the arguments we were given.
import { pathToFileURL } from "node:url";
import { inRepository } from "./repository.mjs";

const LOOK_MS = 500;

export async function runProgram(path) {
  const file = inRepository(path);
  process.argv[1] = file;
  process.setSourceMapsEnabled(true);
  if (process.env.npm_lifecycle_event !== undefined) stopWithParent(process.ppid);
  await import(pathToFileURL(file).href);
}

// Between npm and us stands a shell that hands no signal on: when npm is told to stop, all we see is that
// the shell is gone.
function stopWithParent(parent) {
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    process.kill(process.pid, "SIGTERM");
  }, LOOK_MS);
  look.unref();
}
