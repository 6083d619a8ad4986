// Installs the packages when they are missing or not what package-lock.json asks for. A later run
// compares one hash and is done.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { SetUpProblem, inRepository, readJson, say, sha256 } from "./repository.mjs";
import { runNpm } from "./run-command.mjs";

const STAMP = inRepository("node_modules", ".av-gym-lock");

export async function ensurePackages() {
  refuseOldNode(process.versions.node);
  const lockText = readFileSync(inRepository("package-lock.json"), "utf8");
  const wanted = sha256(lockText);
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
  if (!isInstalled(JSON.parse(lockText))) await install();
  writeFileSync(STAMP, wanted);
}

export function refuseOldNode(version) {
  const oldest = readJson(inRepository("package.json")).engines.node.replace(">=", "");
  const [major, minor] = version.split(".").map(Number);
  const [oldestMajor, oldestMinor = 0] = oldest.split(".").map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new SetUpProblem(
    `AV Gym needs Node ${oldest} or newer; this is Node ${version}. Get a current one from https://nodejs.org and try again.`,
  );
}

function isInstalled(lock) {
  const hidden = inRepository("node_modules", ".package-lock.json");
  return existsSync(hidden) && hasAllPackages(lock.packages, readJson(hidden).packages);
}

/** True when every package is there in the version asked for. Optional ones may be missing: most are for other platforms. */
export function hasAllPackages(asked, present) {
  return Object.entries(asked).every(([path, { version, optional, devOptional }]) => {
    if (path === "") return true;
    const found = present[path];
    if (found === undefined) return optional === true || devOptional === true;
    return found.version === version;
  });
}

async function install() {
  say("Installing packages (first start only)…");
  const code = await runNpm(["ci", "--include=dev", "--include=optional", "--loglevel=error"]);
  if (code === 0) return;
  throw new SetUpProblem(
    "The packages could not be installed (npm says why above). This one step needs the network: check the connection or the proxy, then run the same command again.",
  );
}
