// The steps of `npm test` in their order, each answering whether it passed.
import { build } from "./build.mjs";
import { findBrowser } from "./find-browser.mjs";
import { SetUpProblem, inRepository } from "./repository.mjs";
import { runCommand, runTool } from "./run-command.mjs";
import { nextReport } from "./test-tally.mjs";

export const STEPS = {
  format: { says: "the formatter has nothing to change", run: () => tool("oxfmt", ["--check"]) },
  lint: {
    says: "the lint rules of .oxlintrc.json",
    run: () => tool("oxlint", ["--type-aware", "--deny-warnings"]),
  },
  types: { says: "every room compiles", run: () => tool("typescript", ["-b"], { tool: "tsc" }) },
  walls: { says: "who may import whom", run: () => script("check-walls.mjs") },
  rules: { says: "every rule has its test", run: () => script("check-rules.mjs") },
  unit: { says: "the pure rooms", isTest: true, run: (context) => vitest("unit", context) },
  build: { says: "what npm start runs", run: () => isBuilt() },
  house: {
    says: "the server on a real database",
    isTest: true,
    run: (context) => vitest("house", context),
  },
  chaos: {
    says: "built servers killed and misused",
    isTest: true,
    run: (context) => vitest("chaos", context),
  },
  browser: {
    says: "the screens in a real browser",
    isTest: true,
    run: async (context) => vitest("browser", context, { CHROME_PATH: await findBrowser() }),
  },
};

/** Reads the arguments: names of steps (all when none is named), the rest for Vitest. */
export function chooseSteps(args) {
  const named = args.filter((arg) => Object.hasOwn(STEPS, arg));
  const vitestArgs = args.filter((arg) => !Object.hasOwn(STEPS, arg));
  const unknown = vitestArgs.find((arg) => !/[-./]/.test(arg));
  if (unknown !== undefined) {
    throw new SetUpProblem(
      `There is no step "${unknown}"; the steps are ${Object.keys(STEPS).join(", ")}.`,
    );
  }
  const steps = Object.keys(STEPS).filter((step) => named.length === 0 || named.includes(step));
  return { steps, vitestArgs };
}

async function tool(packageName, args, options) {
  return (await runTool(packageName, args, options)) === 0;
}

async function script(name) {
  return (await runCommand(process.execPath, [inRepository("scripts", name)])) === 0;
}

async function isBuilt() {
  await build();
  return true;
}

async function vitest(project, { tally, vitestArgs }, env = {}) {
  const report = `--outputFile.json=${nextReport(tally)}`;
  const args = ["run", "--project", project, "--reporter=default", "--reporter=json", report];
  return tool("vitest", [...args, ...vitestArgs], { env: { ...process.env, ...env } });
}
