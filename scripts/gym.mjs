// `npm run gym -- <verb>`: the command line, after the same set-up.
import { build } from "./build.mjs";
import { ensurePackages } from "./ensure-packages.mjs";
import { runScript } from "./repository.mjs";
import { runProgram } from "./run-program.mjs";

await runScript(async () => {
  await ensurePackages();
  await build({ screens: false });
  await runProgram("dist/cli/main.js");
});
