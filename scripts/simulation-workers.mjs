// Several workers that share the seeds of a simulation. One that says nothing for too long is ended, and
// its seed counts as failed.
import { Worker } from "node:worker_threads";
import { fileURLToPath } from "node:url";

const WORKER = fileURLToPath(new URL("simulation-worker.mjs", import.meta.url));
const PATIENCE_MS = 120_000;
/** Most of what a seed makes is of no use a moment later. */
const YOUNG_MB = 64;

/**
 * Runs jobs `{ seed, less, keepsAll, shrinks }` until `next` returns null or `onRun` returns true; a seed
 * runs in the bundle that its number chooses among `files`.
 */
export async function runSeeds({ files, workers, next, onRun }) {
  let isOver = false;
  const share = async () => {
    let worker = null;
    for (let job = next(); job !== null && !isOver; job = next()) {
      worker ??= new Worker(WORKER, {
        workerData: { files },
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      });
      const result = await answerOf(worker, job);
      if (result.isLost === true) {
        await worker.terminate();
        worker = null;
      }
      if (onRun(result) === true) isOver = true;
    }
    await worker?.terminate();
  };
  await Promise.all(Array.from({ length: workers }, share));
}

function answerOf(worker, job) {
  return new Promise((resolve) => {
    const lost = (invariant, what) => {
      resolve({ seed: job.seed, run: failed(invariant, what), isLost: true });
    };
    const patience = setTimeout(() => lost("hangs", "it goes on and on"), PATIENCE_MS);
    const onError = (error) => lost("no-faults", String(error.stack));
    worker.once("error", onError);
    worker.once("message", (result) => {
      clearTimeout(patience);
      worker.off("error", onError);
      resolve(result);
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(job);
  });
}

function failed(invariant, what) {
  const nothing = { steps: 0, simulatedMs: 0, commands: 0, events: 0, hash: "" };
  const plan = { faults: [], less: {} };
  return { ...nothing, plan, violation: { invariant, what }, lines: [] };
}
