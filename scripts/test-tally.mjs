// How many tests passed and failed, over all runs of Vitest of one `npm test`.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJson } from "./repository.mjs";

/** A folder for the reports of the runs, removed when the process ends. */
export function openTally() {
  const folder = mkdtempSync(join(tmpdir(), "av-gym-test-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return { folder, reports: [] };
}

/** The file that the next run writes its report to. */
export function nextReport(tally) {
  const path = join(tally.folder, `${tally.reports.length}.json`);
  tally.reports.push(path);
  return path;
}

export function countTests(tally) {
  const reports = tally.reports.filter((path) => existsSync(path)).map((path) => readJson(path));
  return {
    passed: reports.reduce((sum, report) => sum + report.numPassedTests, 0),
    failed: reports.reduce((sum, report) => sum + report.numFailedTests, 0),
  };
}
