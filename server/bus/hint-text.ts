// The text of one notification: who tells, and how far which streams have come.
import { z } from "zod";
import type { BusParts, Hint } from "./bus.ts";

const notification = z.object({
  from: z.string(),
  hints: z.array(z.tuple([z.string(), z.string(), z.int()])),
});

/** PostgreSQL takes less than 8000 bytes in one notification. */
export const MAX_BYTES = 7_900;

export interface Written {
  readonly text: string;
  /** How many of the hints are in it. */
  readonly count: number;
}

/** As many hints as fit, in their order. */
export function writeHints(sender: string, hints: readonly Hint[]): Written {
  const parts: string[] = [];
  let bytes = Buffer.byteLength(textOf(sender, []));
  for (const { stream, epoch, seq } of hints) {
    const part = JSON.stringify([stream, epoch, seq]);
    bytes += Buffer.byteLength(part) + 1;
    if (bytes > MAX_BYTES && parts.length > 0) break;
    parts.push(part);
  }
  return { text: textOf(sender, parts), count: parts.length };
}

/** Lets the hints of others be heard; a text that is no notification of ours harms nothing. */
export function hearText(parts: BusParts, text: string): void {
  try {
    const { from, hints } = notification.parse(JSON.parse(text));
    if (from === parts.sender) return;
    for (const [stream, epoch, seq] of hints) {
      parts.observe("heard");
      parts.hear({ stream, epoch, seq });
    }
  } catch (error) {
    parts.onFault(error);
  }
}

function textOf(sender: string, parts: readonly string[]): string {
  return `{"from":${JSON.stringify(sender)},"hints":[${parts.join(",")}]}`;
}
