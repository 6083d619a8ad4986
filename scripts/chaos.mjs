// `npm run chaos`: the server under faults, compiled like the rooms and run by this Node.
import { build, compile } from "./build.mjs";
import { ensurePackages } from "./ensure-packages.mjs";
import { mindUsage } from "./mind-usage.mjs";
import { runScript } from "./repository.mjs";
import { runProgram } from "./run-program.mjs";

mindUsage(`npm run chaos: built servers under real faults (docs/chaos.md)

npm run chaos                                   every fault, its usual number of times
npm run chaos -- --only server-kill --times 200 --seed 1
npm run chaos -- --only rolling-restart --screens 1000
npm run chaos -- --minutes 30                   the same time for each fault
npm run chaos -- fuzz --count 1000000 --rate 4000
npm run chaos -- soak --minutes 60 --rate 50 --clients 200
`);

await runScript(async () => {
  await ensurePackages();
  await build({ screens: false });
  await compile(["test/chaos"]);
  await runProgram("dist/test/chaos/main.js");
});
