// What passes between a server and its PostgreSQL, read far enough to strike at the worst moments: around
// a commit, and at the notices between servers.
import type { Draw } from "../../support/seeded.ts";
import type { Inspect } from "./fault-proxy.ts";

export const COMMIT_CUTS = ["before it arrives", "in its middle", "before its answer"] as const;

export interface CommitCuts {
  /** Of a thousand commits, how many are cut; 0: none. */
  perThousand: number;
  readonly counts: Record<(typeof COMMIT_CUTS)[number], number>;
  readonly up: Inspect;
}

const COMMIT = Buffer.from("commit\0");

/** Cuts connections around the commits that pass. */
export function cutAtCommits(draw: Draw): CommitCuts {
  const counts = { "before it arrives": 0, "in its middle": 0, "before its answer": 0 };
  const cuts: CommitCuts = {
    perThousand: 0,
    counts,
    up: (chunk, wire) => {
      const at = cuts.perThousand === 0 ? -1 : chunk.indexOf(COMMIT);
      if (at < 0 || draw(1_000) >= cuts.perThousand) return chunk;
      const moment = COMMIT_CUTS[draw(COMMIT_CUTS.length)] ?? "in its middle";
      counts[moment] += 1;
      if (moment === "before it arrives") {
        wire.cut();
        return null;
      }
      if (moment === "in its middle") {
        setImmediate(() => wire.cut());
        return chunk.subarray(0, at + 3);
      }
      // The commit is on its way; whatever comes back is not heard.
      wire.hang();
      setTimeout(() => wire.cut(), 30).unref();
      return chunk;
    },
  };
  return cuts;
}

export interface NoticeLoss {
  /** Of a hundred notices, how many are lost. */
  percent: number;
  lost: number;
  passed: number;
  readonly down: () => Inspect;
}

const NOTIFICATION = "A".charCodeAt(0);
const HEADER = 5;

/** Loses some of PostgreSQL's notices (message `A`) and nothing else. */
export function loseNotices(draw: Draw): NoticeLoss {
  const loss: NoticeLoss = {
    percent: 0,
    lost: 0,
    passed: 0,
    down: () => {
      let rest: Buffer = Buffer.alloc(0);
      return (chunk) => {
        const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
        const passed: Buffer[] = [];
        let at = 0;
        while (bytes.length - at >= HEADER) {
          const length = 1 + bytes.readUInt32BE(at + 1);
          if (bytes.length - at < length) break;
          const message = bytes.subarray(at, at + length);
          at += length;
          if (message[0] !== NOTIFICATION) passed.push(message);
          else if (draw(100) < loss.percent) loss.lost += 1;
          else {
            loss.passed += 1;
            passed.push(message);
          }
        }
        rest = bytes.subarray(at);
        return passed.length === 0 ? null : Buffer.concat(passed);
      };
    },
  };
  return loss;
}
