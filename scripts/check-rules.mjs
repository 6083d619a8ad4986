// Holds docs/rules.md and the tests together: every rule is cited by a test's title, `[DOOR-4] …`,
// and every citation is of a rule that exists. Ends with 1 and a list where that is not so.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const ROOMS = ["domain", "protocol", "client", "server", "cli", "web", "test", "bench", "scripts"];
const RULE = /^- \*\*([A-Z]+-\d+)\*\* (.+)$/;
// A title begins with the rules it proves; titles are the only strings that do.
const CITATIONS = /["'`]((?:\[[A-Z]+-\d+\]\s*)+)/g;
const CITATION = /\[([A-Z]+-\d+)\]/g;

const rules = readRules();
const cited = readCitations();
const untested = [...rules.keys()].filter((rule) => !cited.has(rule));
const unknown = [...cited].filter(([rule]) => !rules.has(rule));

for (const rule of untested) console.error(`no test cites ${rule}: ${rules.get(rule)}`);
for (const [rule, files] of unknown) {
  console.error(`${rule} is no rule of docs/rules.md; cited in ${[...files].join(", ")}`);
}
if (untested.length + unknown.length > 0) {
  console.error(`${untested.length} rules without a test, ${unknown.length} unknown rules cited.`);
  process.exitCode = 1;
} else {
  console.log(`${rules.size} rules, each with its tests.`);
}

/** @returns {Map<string, string>} rule to sentence */
function readRules() {
  const found = new Map();
  const text = readFileSync(join(ROOT, "docs/rules.md"), "utf8");
  for (const line of text.split("\n")) {
    const match = RULE.exec(line);
    if (match === null) continue;
    const [, rule, sentence] = match;
    if (found.has(rule)) {
      console.error(`${rule} stands twice in docs/rules.md`);
      process.exitCode = 1;
    }
    found.set(rule, sentence);
  }
  return found;
}

/** @returns {Map<string, Set<string>>} rule to the test files that cite it */
function readCitations() {
  const found = new Map();
  for (const file of testFiles()) {
    for (const [, begin] of readFileSync(file, "utf8").matchAll(CITATIONS)) {
      for (const [, rule] of begin.matchAll(CITATION)) {
        const files = found.get(rule) ?? new Set();
        found.set(rule, files.add(relative(ROOT, file)));
      }
    }
  }
  return found;
}

function testFiles() {
  return ROOMS.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.test\.(ts|tsx|mjs)$/.test(name))
      .map((name) => join(ROOT, room, name)),
  );
}
