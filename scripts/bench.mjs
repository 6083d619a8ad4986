// `npm run bench`: the measurements, compiled like the rooms and run by this Node.
import { build, compile } from "./build.mjs";
import { ensurePackages } from "./ensure-packages.mjs";
import { runScript } from "./repository.mjs";
import { runProgram } from "./run-program.mjs";

await runScript(async () => {
  await ensurePackages();
  await build();
  await compile(["bench"]);
  await runProgram("dist/bench/main.js");
});
