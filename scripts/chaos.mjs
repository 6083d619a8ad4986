// `npm run chaos`: the server under faults, compiled like the rooms and run by this Node.
import { build, compile } from "./build.mjs";
import { ensurePackages } from "./ensure-packages.mjs";
import { runScript } from "./repository.mjs";
import { runProgram } from "./run-program.mjs";

await runScript(async () => {
  await ensurePackages();
  await build({ screens: false });
  await compile(["test/chaos"]);
  await runProgram("dist/test/chaos/main.js");
});
