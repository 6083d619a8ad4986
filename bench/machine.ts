// What a run was made on, so that a figure can be read later.
import { execFileSync } from "node:child_process";
import {
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import {
  arch,
  availableParallelism,
  cpus,
  loadavg,
  release,
  totalmem,
  tmpdir,
  type,
} from "node:os";
import { join } from "node:path";
import type { Setting } from "./figures/render-results.ts";
import { median } from "./figures/percentile.ts";
import { REPOSITORY } from "./repository.ts";

const SYNCS = 51;

export function describeSetting(): Setting {
  const [first] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: readCommit(),
    machine: {
      processor: `${first?.model.trim() ?? "unknown"}, ${availableParallelism()} cores`,
      memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
      system: `${readSystemName()}, ${type()} ${release()}, ${arch()}`,
      node: process.version,
      "load before the run": `${(loadavg()[0] ?? 0).toFixed(1)} (programs that want a core, last minute)`,
      "one sync to disk": `${median(timeSyncs()).toFixed(2)} ms (8 KB written, fdatasync, median of ${SYNCS})`,
    },
  };
}

function readCommit(): string {
  try {
    const git = (...words: string[]): string =>
      execFileSync("git", words, { cwd: REPOSITORY, encoding: "utf8" }).trim();
    const isChanged = git("status", "--porcelain", "--untracked-files=no") !== "";
    return git("rev-parse", "--short", "HEAD") + (isChanged ? ", with changes" : "");
  } catch {
    // Not a checkout, or no git: the figures still hold for what was run.
    return "unknown";
  }
}

function readSystemName(): string {
  try {
    const text = readFileSync("/etc/os-release", "utf8");
    return /^PRETTY_NAME="(.+)"$/m.exec(text)?.[1] ?? "";
  } catch {
    // Only Linux has the file; the kernel's name follows anyway.
    return "";
  }
}

function timeSyncs(): number[] {
  const folder = mkdtempSync(join(tmpdir(), "av-gym-bench-"));
  const file = openSync(join(folder, "sync"), "w");
  try {
    const page = Buffer.alloc(8_192, 1);
    return Array.from({ length: SYNCS }, () => {
      const started = performance.now();
      writeSync(file, page);
      fdatasyncSync(file);
      return performance.now() - started;
    });
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true });
  }
}
