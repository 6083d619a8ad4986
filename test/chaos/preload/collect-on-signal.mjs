// Loaded before the server, with --expose-gc: at SIGUSR2 garbage is collected, and what is left is
// written to the file that CHAOS_HEAP_FILE names.
import { renameSync, writeFileSync } from "node:fs";

const file = process.env.CHAOS_HEAP_FILE;

process.on("SIGUSR2", () => {
  globalThis.gc();
  globalThis.gc();
  writeFileSync(`${file}.new`, JSON.stringify(process.memoryUsage()));
  renameSync(`${file}.new`, file);
});
