// What was broadcast, and what the same would have cost most servers.
//
// The comparison: one frame for each event and topic (the event, its line of the feed, and the
// statistics after it), each with its own header, to each listener. Headers below WebSocket's (TCP, IP)
// are left out on both sides. What is saved in bytes is `singly.bytes - bytes`; for a listener of
// events alone, one at a time, that is nothing, and for a batch of two it can be less than nothing by
// the batch's own envelope.
import type { Topic } from "../../protocol/up.ts";
import type { LoggedEvent } from "../number-events.ts";
import { activityText } from "./frame-text.ts";

export interface Amount {
  readonly frames: number;
  readonly bytes: number;
}

export interface Sent extends Amount {
  /** Events delivered, each counted for each listener. */
  readonly events: number;
  readonly singly: Amount;
}

export const NOTHING_SENT: Sent = {
  frames: 0,
  bytes: 0,
  events: 0,
  singly: { frames: 0, bytes: 0 },
};

export function addSent(a: Sent, b: Sent): Sent {
  return {
    frames: a.frames + b.frames,
    bytes: a.bytes + b.bytes,
    events: a.events + b.events,
    singly: {
      frames: a.singly.frames + b.singly.frames,
      bytes: a.singly.bytes + b.singly.bytes,
    },
  };
}

/** What these events would cost one listener of these topics, each in frames of its own. */
export function costSingly(
  topics: ReadonlySet<Topic>,
  events: readonly LoggedEvent[],
  statsBytes: number,
): Amount {
  let frames = 0;
  let bytes = 0;
  const count = (length: number): void => {
    frames += 1;
    bytes += length + headerBytes(length);
  };
  for (const event of events) {
    if (topics.has("events")) count(Buffer.byteLength(event.body));
    if (topics.has("activity")) {
      const text = activityText(event);
      if (text !== null) count(Buffer.byteLength(text));
    }
    if (topics.has("stats")) count(statsBytes);
  }
  return { frames, bytes };
}

/** Of an unmasked frame (RFC 6455, section 5.2). */
function headerBytes(length: number): number {
  if (length < 126) return 2;
  return length < 65_536 ? 4 : 10;
}
