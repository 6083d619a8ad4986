// Runs another program to its end, in the same process group: Ctrl-C reaches it too.
import { spawn } from "node:child_process";
import { root, toolCommand } from "./repository.mjs";

/** Resolves to the exit code; -1 when the program could not be started or ran out of time. */
export function runCommand(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit", ...options });
    child.once("error", () => resolve(-1));
    child.once("close", (code) => resolve(code ?? -1));
  });
}

/** Runs a command of an installed package with this Node. */
export function runTool(packageName, args, options = {}) {
  const { tool, ...rest } = options;
  return runCommand(process.execPath, [...toolCommand(packageName, tool), ...args], rest);
}

/** Runs npm: the one that started us, or the one on the PATH. */
export function runNpm(args) {
  const { npm_execpath: npm } = process.env;
  if (npm?.endsWith(".js")) return runCommand(process.execPath, [npm, ...args]);
  return runCommand("npm", args, { shell: process.platform === "win32" });
}
