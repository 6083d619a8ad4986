// Runs seeds of the simulation, one after the other, for whoever started it.
import { parentPort, workerData } from "node:worker_threads";
import { pathToFileURL } from "node:url";

const bundles = await Promise.all(workerData.files.map((file) => import(pathToFileURL(file).href)));

parentPort.on("message", (job) => void work(job));

async function work({ seed, less, keepsAll, shrinks }) {
  const { runSeed, shrink } = bundles[seed % bundles.length];
  let run = await runSeed(seed, less, keepsAll);
  if (run.violation !== null && shrinks) run = await shrink(run, less);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort.postMessage({ seed, run });
}
