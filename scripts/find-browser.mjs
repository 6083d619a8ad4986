// Finds a Chromium to test the screens with, or gets one: CHROME_PATH, what the machine has,
// Playwright's download, Debian's package. A browser counts only when it really starts.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { SetUpProblem, say } from "./repository.mjs";
import { runCommand, runTool } from "./run-command.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const DOWNLOAD_MS = 300_000;
const VERSION_MS = 20_000;
const isRoot = () => process.getuid?.() === 0;

/** The flags every test browser starts with: no sandbox for root, no talk with the world outside. */
export function browserFlags() {
  const quiet = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return isRoot() ? ["--no-sandbox", ...quiet] : quiet;
}

/** The path of a browser that starts. Throws one sentence saying how to get one. */
export async function findBrowser() {
  return (
    chosenBrowser() ??
    machinePlaces().find(isWorking) ??
    (await playwrightPlaces()).find(isWorking) ??
    (await downloadBrowser()) ??
    (await installDebianBrowser()) ??
    noBrowser()
  );
}

function chosenBrowser() {
  const path = process.env.CHROME_PATH;
  if (path === undefined || path === "") return undefined;
  if (isWorking(path)) return path;
  throw new SetUpProblem(`CHROME_PATH is ${path}, but no browser starts from there.`);
}

function machinePlaces() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...usualPlaces()];
}

function usualPlaces() {
  if (process.platform === "darwin") {
    const apps = ["/Applications", join(homedir(), "Applications")];
    return apps.flatMap((folder) => [
      join(folder, "Google Chrome.app/Contents/MacOS/Google Chrome"),
      join(folder, "Chromium.app/Contents/MacOS/Chromium"),
      join(folder, "Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
    ]);
  }
  if (process.platform === "win32") {
    const { ProgramFiles, LOCALAPPDATA, "ProgramFiles(x86)": x86 } = process.env;
    const folders = [ProgramFiles, x86, LOCALAPPDATA].filter((folder) => folder !== undefined);
    return folders.flatMap((folder) => [
      join(folder, "Google/Chrome/Application/chrome.exe"),
      join(folder, "Chromium/Application/chrome.exe"),
      join(folder, "Microsoft/Edge/Application/msedge.exe"),
    ]);
  }
  return ["/opt/google/chrome/chrome", "/snap/bin/chromium", "/usr/lib/chromium/chromium"];
}

async function playwrightPlaces() {
  const { chromium } = await import("playwright-core");
  return [chromium.executablePath()];
}

// A name on the PATH may be a mere stub, and a download may lack its libraries: so it must say its version.
function isWorking(path) {
  if (!existsSync(path)) return false;
  if (process.platform === "win32") return true;
  const asked = spawnSync(path, ["--version"], { timeout: VERSION_MS, stdio: "ignore" });
  return asked.status === 0;
}

async function downloadBrowser() {
  say("Downloading a Chromium for the browser tests (first time only)…");
  await runTool("playwright-core", ["install", "chromium"], { timeout: DOWNLOAD_MS });
  return (await playwrightPlaces()).find(isWorking);
}

async function installDebianBrowser() {
  if (!isRoot() || !existsSync("/usr/bin/apt-get")) return undefined;
  say("Installing Debian's Chromium for the browser tests (first time only)…");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runCommand("apt-get", ["update", "-q"], { env });
  await runCommand("apt-get", ["install", "-y", "-q", "chromium"], { env });
  return machinePlaces().find(isWorking);
}

function noBrowser() {
  throw new SetUpProblem(
    "No Chromium or Chrome was found or could be downloaded for the browser tests: install one, or set CHROME_PATH to it.",
  );
}
