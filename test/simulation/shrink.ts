// Finds less that fails in the same way: fewer faults, then fewer browsers.
import type { Less } from "./plan.ts";
import type { Run } from "./run-seed.ts";
import { runSeed } from "./run-seed.ts";

const MOST_RUNS = 60;

export async function shrink(failed: Run, less: Less = {}): Promise<Run> {
  let best = failed;
  let runs = 0;
  const attempt = async (tried: Less): Promise<boolean> => {
    if (runs >= MOST_RUNS) return false;
    runs += 1;
    const run = await runSeed(failed.plan.seed, tried);
    const isSame = run.violation?.invariant === failed.violation?.invariant;
    if (isSame) best = run;
    return isSame;
  };
  let without = [...(less.without ?? [])];
  let browsers = less.browsers ?? failed.plan.browsers;
  let left = failed.plan.faults.map(({ index }) => index);
  for (let piece = Math.ceil(left.length / 2); piece >= 1; piece = piece > 1 ? piece >> 1 : 0) {
    for (const first of [...left.keys()].filter((index) => index % piece === 0)) {
      const dropped = left.slice(first, first + piece);
      if (dropped.length === 0 || !(await attempt({ without: [...without, ...dropped], browsers })))
        continue;
      without = [...without, ...dropped];
      left = left.filter((index) => !dropped.includes(index));
    }
  }
  while (browsers > 1 && (await attempt({ without, browsers: browsers - 1 }))) browsers -= 1;
  return best;
}
