// A scan that lets nobody in: through the site's queue, the database, a decision, the disk, and a frame to
// a listener of our own. Nothing of it is in the log, on a screen or in a count.
import { v7 as newId } from "uuid";
import type { Instant } from "../../domain/instant.ts";
import type { ScanStep, SyntheticScan } from "../../protocol/http/realtime.ts";
import { ProblemError } from "../../protocol/problem.ts";
import type { Clock } from "../clock.ts";
import type { DeskStore } from "../desk/desk-store.ts";
import type { Desk } from "../desk/desk.ts";
import { rehearse } from "../desk/rehearse.ts";
import type { Hub } from "../hub/hub.ts";
import type { Frame, Listener } from "../hub/listener.ts";
import type { Room } from "../hub/room.ts";

export interface SyntheticParts {
  readonly serverName: string;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly hub: Hub;
  readonly store: DeskStore;
  readonly encode: (text: string) => Frame;
  /** Any member; null where there is none. */
  readonly anyMember: () => Promise<string | null>;
  readonly toDisk: (siteId: string, at: Instant) => Promise<void>;
}

export async function scanSynthetically(
  parts: SyntheticParts,
  siteId: string,
): Promise<SyntheticScan> {
  const { clock, desk, hub, store } = parts;
  const elapsed = (): number => clock.elapsed();
  const memberId = await parts.anyMember();
  const room = await hub.room(siteId);
  if (room === null) throw new ProblemError("unknown-site");
  const at = clock.now();
  const began = elapsed();
  const decided = await desk.inTurn(siteId, async () => {
    const turn = elapsed();
    const rehearsal = await rehearse({ store, elapsed }, siteId, checkInOf(memberId), at);
    const done = elapsed();
    await parts.toDisk(siteId, at);
    return { ...rehearsal, queueMs: turn - began, diskMs: elapsed() - done };
  });
  const committed = elapsed();
  frameFor(parts, room);
  const steps: readonly [ScanStep, number][] = [
    ["queue", decided.queueMs],
    ["read", decided.readMs],
    ["decide", decided.decideMs],
    ["disk", decided.diskMs],
    ["frame", elapsed() - committed],
  ];
  return {
    ...{ at, siteId, server: parts.serverName },
    steps: steps.map(([step, ms]) => ({ step, ms: rounded(ms) })),
    totalMs: rounded(elapsed() - began),
  };
}

function checkInOf(memberId: string | null) {
  const subject = memberId === null ? { credential: "synthetic scan" } : { memberId };
  const commandId = newId();
  return { type: "check_in", commandId, subject, at: null, notes: null, staffId: null } as const;
}

/** As long as a frame of an event, and handed over like one. */
function frameFor({ encode }: SyntheticParts, room: Room): void {
  const listener: Listener = { topics: new Set(), deliver: () => undefined };
  const text = JSON.stringify({ type: "pong", payload: { head: room.head, site: room.view.site } });
  room.give(listener, encode(text), null);
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
