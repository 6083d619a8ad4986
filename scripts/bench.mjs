// `npm run bench`: the measurements, compiled like the rooms and run by this Node.
import { build, compile } from "./build.mjs";
import { ensurePackages } from "./ensure-packages.mjs";
import { mindUsage } from "./mind-usage.mjs";
import { runScript } from "./repository.mjs";
import { runProgram } from "./run-program.mjs";

mindUsage(`npm run bench: the measurements

npm run bench                 everything
npm run bench -- p1 p5        these
npm run bench -- --quick      short rounds, to see that it works
npm run bench -- --record     and writes bench/RESULTS.md
`);

await runScript(async () => {
  await ensurePackages();
  await build();
  await compile(["bench"]);
  await runProgram("dist/bench/main.js");
});
