// What senders asked and what they were answered: the promises that a run is held to afterwards.
import { createHash } from "node:crypto";
import type { DoorAnswer } from "../../../protocol/http/gym.ts";

export class Ledger {
  /** By the command's id: a hash of the answer. */
  readonly acknowledged = new Map<string, string>();
  /** Commands that were answered in two different ways. */
  readonly differing: string[] = [];
  asked = 0;
  /** Commands that the server sent back as problems not to be tried again, by code. */
  readonly sentBack = new Map<string, number>();

  enter(answer: DoorAnswer): void {
    const { commandId } = answer;
    const hash = hashOf(answer);
    const before = this.acknowledged.get(commandId);
    if (before !== undefined && before !== hash) this.differing.push(commandId);
    else this.acknowledged.set(commandId, hash);
  }

  enterSentBack(code: string): void {
    this.sentBack.set(code, (this.sentBack.get(code) ?? 0) + 1);
  }
}

/** The same for the same content, in whatever order its fields come. */
export function hashOf(value: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(inOrder(value)))
    .digest("base64url")
    .slice(0, 22);
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, inOrder(each)]));
}
