// The process in which the measured house runs.
import { setTimeout as sleep } from "node:timers/promises";
import { must } from "../../domain/assert.ts";
import type { Topic } from "../../protocol/up.ts";
import { openDesk } from "../../server/desk/open-desk.ts";
import type { Desk } from "../../server/desk/desk.ts";
import { rangeText } from "../../server/hub/frame-text.ts";
import type { Room } from "../../server/hub/room.ts";
import { encodeTextFrame } from "../../server/socket/frame.ts";
import { createDeskStore } from "../../server/store/desk-store.ts";
import { numberEvents } from "../../server/number-events.ts";
import type { LoggedEvent } from "../../server/number-events.ts";
import { sharedClockMs } from "../load/receipts.ts";
import { spentOnTicks } from "../peers/broadcast.ts";
import { madeCheckIn } from "../peers/made-event.ts";
import { answerDeeds } from "../process/answer-deeds.ts";
import { residentBytes } from "../process/spent.ts";
import { askedCheckIn, askedCheckOut } from "./asked.ts";
import { driveDesk } from "./drive-desk.ts";
import { SITE } from "./gym-ids.ts";
import type { Commit, HouseDeeds } from "./house-deeds.ts";
import { countReads, takeReads } from "./count-reads.ts";
import { heldBy } from "./held-by.ts";
import { signIn } from "./sign-in.ts";
import { openBenchHouse } from "./open-bench-house.ts";
import type { BenchHouse } from "./open-bench-house.ts";

const EVENTS_TOPIC: ReadonlySet<Topic> = new Set(["events"]);
/** How many leave at the same time when the house is emptied. */
const LEAVE_AT_ONCE = 256;

let house: BenchHouse | null = null;
let oneByOne: Desk | null = null;
let commits: Commit[] = [];

async function room(): Promise<Room> {
  return must(await must(house, "house").core.hub.room(SITE), "room");
}

function onCommitted(): void {
  const at = sharedClockMs();
  // The head moves right after this, in the same turn: commit, then broadcast.
  queueMicrotask(() => {
    void room().then(({ head }) => commits.push({ seq: head.seq, at }));
  });
}

function nextEvents({ head }: Room, count: number): readonly LoggedEvent[] {
  const made = Array.from({ length: count }, (_, index) => madeCheckIn(head.seq + index + 1));
  return numberEvents(SITE, head, made);
}

const deeds: HouseDeeds = {
  open: async ({ connection, webFolder }) => {
    countReads();
    house = await openBenchHouse(connection, webFolder, onCommitted);
    const { core } = house;
    const { clock, announce } = core;
    const onFault = (error: unknown): void => console.error(error);
    oneByOne = openDesk({
      store: createDeskStore(core.pool),
      clock,
      announce,
      onFault,
      maxBatch: 1,
    });
    await room();
    return { port: house.port, url: house.url, operatorKey: core.operatorKey };
  },
  broadcast: async (input) => {
    const { core } = must(house, "house");
    const listening = await room();
    return spentOnTicks(input, (count) => core.announce(nextEvents(listening, count)));
  },
  tickBytes: async ({ perTick }) => {
    const events = nextEvents(await room(), perTick);
    const text = must(rangeText(SITE, EVENTS_TOPIC, events, null), "text of a tick");
    return encodeTextFrame(text).toString("base64");
  },
  residentBytes,
  drive: (input) => {
    const { core } = must(house, "house");
    const desk = input.isOneByOne ? must(oneByOne, "desk") : core.desk;
    return driveDesk(input, (number) => desk.submit(SITE, askedCheckIn(number)));
  },
  empty: async () => {
    const { core } = must(house, "house");
    const { view } = await room();
    const inside = [...view.inside.keys()];
    while (inside.length > 0) {
      const leaving = inside.splice(0, LEAVE_AT_ONCE);
      await Promise.all(leaving.map((id) => core.desk.submit(SITE, askedCheckOut(id))));
    }
  },
  head: async () => {
    const { epoch, seq, hash } = (await room()).head;
    return { epoch, seq, hash };
  },
  trickle: async ({ events, gapMs }) => {
    const { core } = must(house, "house");
    const listening = await room();
    for (let sent = 0; sent < events; sent += 1) {
      const made = nextEvents(listening, 1);
      commits.push({ seq: listening.head.seq + 1, at: sharedClockMs() });
      core.announce(made);
      await sleep(gapMs);
    }
  },
  held: () => heldBy(must(house, "house")),
  reads: () => takeReads(),
  signIn: ({ accounts }) => signIn(must(house, "house").core, accounts),
  commits: () => {
    const taken = commits;
    commits = [];
    return taken;
  },
  close: async () => {
    await oneByOne?.close();
    await house?.close();
  },
};
answerDeeds({ ...deeds });
