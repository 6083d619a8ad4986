// What became of the passes of a recording.
import type { DoorAnswer } from "../protocol/http/gym.ts";

export class Tally {
  ins = 0;
  outs = 0;
  admitted = 0;
  warned = 0;
  refused = 0;
  /** Exits with nobody inside: there was nobody to send. */
  skipped = 0;
  /** Sent back by the server, by the code of the problem. */
  readonly problems = new Map<string, number>();
  readonly reasons = new Map<string, number>();

  get done(): number {
    const problems = [...this.problems.values()].reduce((sum, each) => sum + each, 0);
    return this.admitted + this.warned + this.refused + problems;
  }

  answered({ decision }: DoorAnswer): void {
    if (decision.verdict === "admit") this.admitted += 1;
    else if (decision.verdict === "warn") this.warned += 1;
    else this.refused += 1;
    for (const { code } of decision.reasons) add(this.reasons, code);
  }

  failed(code: string): void {
    add(this.problems, code);
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
