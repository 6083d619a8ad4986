// `npm start`: packages, build, then the server in this very process, so that signals and the exit code
// are the server's own.
import { build } from "./build.mjs";
import { ensurePackages } from "./ensure-packages.mjs";
import { runScript } from "./repository.mjs";
import { runProgram } from "./run-program.mjs";

await runScript(async () => {
  await ensurePackages();
  await build();
  await runProgram("dist/server/main.js");
});
