// `--help` of the scripts, and a flag that does not exist, before anything is built or started.

/**
 * Prints the usage where it is asked for, or where a flag is not in it, and ends there.
 * Every flag that exists has to stand in the usage.
 */
export function mindUsage(usage, args = process.argv.slice(2)) {
  const said = answerTo(usage, args);
  if (said === null) return;
  (said.isFault ? process.stderr : process.stdout).write(said.text);
  process.exit(said.isFault ? 1 : 0);
}

/** Null where there is nothing to say. */
export function answerTo(usage, args) {
  if (args.includes("--help") || args.includes("-h")) return { text: usage, isFault: false };
  const known = new Set(usage.match(/--[a-z][a-z-]*/g));
  const unknown = args
    .map((arg) => arg.split("=")[0])
    .find((arg) => isFlag(arg) && !known.has(arg));
  if (unknown === undefined) return null;
  return { text: `There is no ${unknown}.\n\n${usage}`, isFault: true };
}

function isFlag(arg) {
  return arg.startsWith("-") && arg !== "--" && Number.isNaN(Number(arg));
}
