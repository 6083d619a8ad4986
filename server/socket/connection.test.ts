// A connection whose wire takes only what it is told to take: how much may wait for a slow listener, and
// how it finds its way back.
import { randomUUID } from "node:crypto";
import { Duplex } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WebSocket } from "ws";
import { createMetrics } from "../metrics.ts";
import { WALL_CLOCK } from "../clock.ts";
import type { TestHouse } from "../../test/support/open-test-house.ts";
import { openTestHouse } from "../../test/support/open-test-house.ts";
import { Connection } from "./connection.ts";
import { USUAL_LIMITS } from "./limits.ts";

const BEHIND_BYTES = 8 * 1024;

let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse();
});

afterAll(() => house.close());

/** A socket that holds everything back until it is opened again. */
class HeldWire extends Duplex {
  readonly taken: Buffer[] = [];
  #held: (() => void)[] = [];
  #isHeld = false;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    if (this.#isHeld) {
      this.#held.push(() => this.#take(chunk, done));
      return;
    }
    this.#take(chunk, done);
  }

  override _read(): void {
    // Nothing comes in.
  }

  hold(): void {
    this.#isHeld = true;
  }

  open(): void {
    this.#isHeld = false;
    for (const take of this.#held.splice(0)) take();
  }

  /** The messages that were taken, batches unpacked. */
  messages(): readonly { readonly type: string; readonly seq?: number }[] {
    return this.taken.flatMap((frame) => {
      const length = frame[1] ?? 0;
      const header = length === 126 ? 4 : length === 127 ? 10 : 2;
      const message = JSON.parse(frame.subarray(header).toString("utf8")) as {
        type: string;
        payload: readonly { type: string; seq?: number }[];
      };
      return message.type === "batch" ? message.payload : [message];
    });
  }

  #take(chunk: Buffer, done: () => void): void {
    this.taken.push(chunk);
    done();
  }
}

function connect() {
  const wire = new HeldWire({ writableHighWaterMark: 1_024 });
  const closes: number[] = [];
  const webSocket = {
    close: (code: number) => closes.push(code),
    terminate: () => undefined,
    ping: () => undefined,
  } as unknown as WebSocket;
  const parts = {
    ...{ hub: house.house.hub, desk: house.house.desk, clock: WALL_CLOCK },
    logger: house.logger,
    limits: { ...USUAL_LIMITS, behindBytes: BEHIND_BYTES, closeBytes: 64 * 1024 },
    observer: createMetrics().socket,
    authenticate: () => Promise.resolve(null),
    isOwnOrigin: () => true,
    addressOf: () => "",
  };
  const caller = {
    staffId: null,
    fullName: "",
    role: "owner",
    siteIds: null,
    sessionId: null,
  } as const;
  const connection = new Connection(parts, { webSocket, socket: wire }, { caller, address: "" });
  return { connection, wire, closes };
}

async function refuse(count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    await house.house.desk.submit(house.site.id, {
      type: "check_in",
      commandId: randomUUID(),
      subject: { credential: "NOBODY'S" },
      doorId: house.doorId,
      at: null,
      notes: null,
      staffId: null,
    });
  }
}

async function headOf(): Promise<number> {
  const room = await house.house.hub.room(house.site.id);
  return room?.head.seq ?? 0;
}

test("[WIRE-31] what waits for a slow listener is bounded, and it gets every event once it reads again", async () => {
  const { connection, wire } = connect();
  await connection.subscribe(house.site.id, ["events"], null, "connected");
  const from = await headOf();
  wire.hold();
  await refuse(60);
  expect(wire.writableLength).toBeLessThan(BEHIND_BYTES + 4_096);
  const to = await headOf();

  wire.open();
  await expect
    .poll(() => wire.messages().findLast((message) => message.seq !== undefined)?.seq)
    .toBe(to);
  await refuse(1);
  await expect.poll(() => wire.messages().at(-1)?.seq).toBe(to + 1);
  const events = wire
    .messages()
    .filter(({ type }) => type === "check_in_refused" || type === "gym_day_began");
  expect(events.map((event) => event.seq)).toEqual(
    Array.from({ length: to + 1 - from }, (_, index) => from + 1 + index),
  );
  connection.close("goingAway");
});

test("[WIRE-31] a listener that stays behind for too long is closed with 1013", async () => {
  const { connection, wire, closes } = connect();
  await connection.subscribe(house.site.id, ["events"], null, "connected");
  wire.hold();
  await refuse(60);
  const now = WALL_CLOCK.elapsed();
  connection.check(now);
  expect(closes).toEqual([]);
  connection.check(now + USUAL_LIMITS.behindMs + 1);
  expect(closes).toEqual([1013]);
});

test("[WIRE-37] a peer that gives no sign of life for 45 seconds is closed with 4008", () => {
  const { connection, closes } = connect();
  const now = WALL_CLOCK.elapsed();
  connection.check(now + 44_000);
  expect(closes).toEqual([]);
  connection.check(now + 46_000);
  expect(closes).toEqual([4008]);
});
