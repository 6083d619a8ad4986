// `npm test`: everything a change must pass, cheapest first, up to the first step that fails.
// `npm test -- lint unit` runs some steps only; a path or a flag is handed on to Vitest.
import { ensurePackages } from "./ensure-packages.mjs";
import { SetUpProblem, runScript, say } from "./repository.mjs";
import { countTests, openTally } from "./test-tally.mjs";
import { STEPS, chooseSteps } from "./test-steps.mjs";

await runScript(async () => {
  const { steps, vitestArgs } = chooseSteps(process.argv.slice(2));
  await ensurePackages();
  const tally = openTally();
  const failed = await runInOrder(steps, { tally, vitestArgs });
  process.exitCode = report(failed, steps, countTests(tally));
});

async function runInOrder(steps, context) {
  for (const step of steps) {
    process.stdout.write(`\n── ${step}: ${STEPS[step].says}\n`);
    const started = performance.now();
    const ok = await passes(STEPS[step], context);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(`── ${step}: ${ok ? "passed" : "FAILED"} in ${seconds} s\n`);
    if (!ok) return step;
  }
  return null;
}

async function passes(step, context) {
  try {
    return await step.run(context);
  } catch (error) {
    if (!(error instanceof SetUpProblem)) throw error;
    say(error.message);
    return false;
  }
}

/** Prints the last lines and returns the exit code. */
function report(failedStep, steps, { passed, failed }) {
  const hasTests = steps.some((step) => STEPS[step].isTest);
  if (failedStep !== null) process.stdout.write(`\nStopped at the step "${failedStep}".\n`);
  if (hasTests && failedStep === null && passed === 0) process.stdout.write("\nNo test ran.\n");
  // A step that fails without a failed test (a fault of format or lint, a file that does not load) counts as one.
  const faults = failedStep === null ? failed : Math.max(failed, 1);
  if (hasTests) process.stdout.write(`\n${passed} passed, ${faults} failed\n`);
  return faults > 0 || (hasTests && passed === 0) ? 1 : 0;
}
