import { beforeEach, describe, expect, test } from "vitest";
import type { Book, BookMember } from "../../domain/book.ts";
import { must } from "../../domain/assert.ts";
import type { DoorAnswer } from "../../protocol/http/gym.ts";
import { aMember, aMembership, DOOR, idOf, NOW, SITE, TODAY } from "../../test/support/a-gym.ts";
import { FakeClock } from "../../test/support/fake-clock.ts";
import { FakeSite, SITE_ID } from "../../test/support/fake-site.ts";
import { FakeWire } from "../../test/support/fake-wire.ts";
import type { BookStore } from "./book-store.ts";
import { memoryBookStore } from "../../test/support/memory-book-store.ts";
import { decideHere } from "./decide-here.ts";
import { DeskBook } from "./desk-book.ts";
import { openSiteClient } from "../site-client.ts";
import type { OfflineDesk } from "./offline-desk.ts";
import { openOfflineDesk } from "./offline-desk.ts";
import type { DecidedHere } from "./own-decisions.ts";
import { KEEP_PRESENCE_MS, PATIENCE_MS } from "./own-decisions.ts";
import { NOBODY_IN } from "./presence.ts";

const DEVICE = idOf(0xde);
const POSITION = { epoch: "o", seq: 12 };

function holder(number: number, more: Partial<BookMember> = {}): BookMember {
  const member = aMember({ id: idOf(number), membershipNumber: `M-${number}` });
  return { ...member, credentials: [{ code: `CARD-${number}`, replacedAt: null }], ...more };
}

const ADA = holder(1);
const FROZEN = holder(2, {
  fullName: "Bea Frost",
  memberships: [aMembership({ freeze: { from: "2026-11-01", until: null } })],
});
const PACK = holder(3, {
  fullName: "Carl Pack",
  memberships: [aMembership({ id: idOf(0x13), visitsLeft: 1 })],
});
const SITE_HERE = { ...SITE, id: SITE_ID };
const BOOK: Book = {
  ...{ position: POSITION, builtAt: NOW, site: SITE_HERE, doors: [DOOR] },
  members: [ADA, FROZEN, PACK],
};

let clock: FakeClock;
let wire: FakeWire;
let site: FakeSite;
let desk: OfflineDesk;
let store: BookStore;
let decided: DecidedHere[];
let ids: number;

beforeEach(async () => {
  [clock, wire, site, ids] = [new FakeClock(Date.parse(NOW)), new FakeWire(), new FakeSite(), 0];
  store = memoryBookStore();
  await store.save(BOOK);
  desk = openOfflineDesk(openClient(), { clock, newId });
  decided = [];
  desk.onDecidedHere((here) => decided.push(here));
  await turn();
});

const newId = () => idOf(0x100 + ++ids);

function openClient() {
  return openSiteClient({
    ...{ url: "ws://gym.test/ws/", siteId: SITE_ID, socketFactory: wire.connect, clock, newId },
    random: () => 0.5,
  });
}

async function turn(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
}

async function equip(book = BOOK): Promise<void> {
  const kept = must(await store.load(SITE_ID), "book");
  const parts = { store, decide: decideHere, deviceId: DEVICE, staffId: null, mayCorrect: false };
  const { presence, steps } = kept;
  desk.equip({ ...parts, book: new DeskBook(book), presence, steps });
}

async function goLive(): Promise<void> {
  wire.latest.open();
  wire.latest.take("subscribe");
  wire.latest.receive(site.snapshot());
  await turn();
}

async function goAway(): Promise<void> {
  desk.setOnline(false);
  await turn();
}

const scan = (code: string) => desk.checkIn({ credential: code, doorId: DOOR.id });
const codes = ({ decision }: DoorAnswer) => decision.reasons.map(({ code }) => code);
const sent = () => wire.latest.take("check_in", "check_out", "undo");

describe("[OFFLINE-33] without a connection the desk decides at once", () => {
  beforeEach(async () => {
    await goLive();
    await equip();
    await goAway();
  });

  test("admits, marks what it decided, and keeps the command for the server", async () => {
    const answer = await scan("CARD-1");
    expect(answer.decision).toMatchObject({ verdict: "admit", member: { id: ADA.id } });
    expect(decided.map((here) => here.answer)).toEqual([answer]);
    const [waiting] = desk.waitingCommands();
    const madeOffline = { verdict: "admit", reasons: [], deviceId: DEVICE, book: POSITION };
    expect(waiting?.payload.madeOffline).toEqual(madeOffline);
    expect(waiting?.payload.commandId).toBe(answer.visit?.id);
  });

  test("refuses with every reason, a stranger too", async () => {
    expect(codes(await scan("CARD-2"))).toEqual(["membership-frozen"]);
    expect(codes(await scan("CARD-99"))).toEqual(["unknown-credential"]);
  });

  test("a door that admits nobody without the server says so", async () => {
    const offline = { admits: "nobody", bookMaxHours: 24 } as const;
    desk.equip(null);
    await equip({ ...BOOK, doors: [{ ...DOOR, offline }] });
    const { decision } = await scan("CARD-1");
    expect(decision.reasons).toEqual([{ code: "not-offline", why: "nobody" }]);
  });

  test("a door that the book does not know waits for the server", async () => {
    void desk.checkIn({ credential: "CARD-1", doorId: idOf(0xdd) });
    await turn();
    expect(decided).toEqual([]);
    expect(desk.waitingCommands()).toHaveLength(1);
  });
});

describe("[OFFLINE-34] each decision sees what the desk did before it", () => {
  beforeEach(async () => {
    await goLive();
    await equip();
    await goAway();
  });

  test("a second scan says already in, a check-out lets in again, a pack is used up", async () => {
    await scan("CARD-1");
    expect(codes(await scan("CARD-1"))).toEqual(["already-inside"]);
    const left = await desk.checkOut({ memberId: ADA.id });
    expect(left.decision.verdict).toBe("admit");
    expect(codes(await scan("CARD-1"))).toEqual([]);
    await scan("CARD-3");
    await desk.checkOut({ memberId: PACK.id });
    // The pack's last visit pays for the whole day.
    expect(codes(await scan("CARD-3"))).toEqual([]);
  });

  test("a step of its own is taken back, and the pack has its visit again", async () => {
    const { visit } = await scan("CARD-3");
    const undone = await desk.undo({ visitId: must(visit, "visit").id, what: "check_in" });
    expect(undone.decision.verdict).toBe("admit");
    const again = await scan("CARD-3");
    expect(again.decision.verdict).toBe("admit");
    expect(desk.getOffline().steps).toHaveLength(3);
  });

  test("what another tab of the desk did counts as well, once", async () => {
    await scan("CARD-1");
    const [step] = desk.getOffline().steps;
    const other = openOfflineDesk(openClient(), { clock, newId });
    const parts = { store, decide: decideHere, deviceId: DEVICE, staffId: null, mayCorrect: false };
    other.setOnline(false);
    other.equip({ ...parts, book: new DeskBook(BOOK), presence: NOBODY_IN, steps: [] });
    other.learn(must(step, "step"));
    other.learn(must(step, "step"));
    const answer = await other.checkIn({ credential: "CARD-1", doorId: DOOR.id });
    expect(codes(answer)).toEqual(["already-inside"]);
    expect(other.getOffline().steps).toHaveLength(2);
  });

  test("whoever the server said is in is in, and a visit from before the turn of the day is over", async () => {
    const open = { ...must((await scan("CARD-1")).visit, "visit"), id: idOf(0x77) };
    const kept = { gymDay: TODAY, inside: [open] };
    const book = new DeskBook(BOOK);
    const known = { book, kept, steps: [], staffId: null, mayCorrect: false, now: NOW };
    const message = must(desk.waitingCommands()[0], "command");
    const reasonsOf = (steps: typeof known) =>
      decideHere(message, steps)?.outcome.decision.reasons.map(({ code }) => code);
    expect(reasonsOf(known)).toEqual(["already-inside"]);
    const yesterday = { ...kept, inside: [{ ...open, gymDay: "2026-11-23" }] };
    expect(reasonsOf({ ...known, kept: yesterday })).toEqual([]);
  });
});

describe("[OFFLINE-35] an answer that does not come in time", () => {
  beforeEach(async () => {
    await goLive();
    await equip();
  });

  test("a live server decides", async () => {
    void scan("CARD-1");
    await turn();
    const [command] = sent();
    expect(command?.payload).not.toHaveProperty("madeOffline");
    wire.latest.receive(site.answer(must(command, "command")));
    await turn();
    clock.advance(PATIENCE_MS);
    expect(decided).toEqual([]);
  });

  test("after two seconds the desk decides, and the server is told when it is asked again", async () => {
    const answer = scan("CARD-1");
    await turn();
    clock.advance(PATIENCE_MS - 1);
    expect(decided).toEqual([]);
    clock.advance(1);
    await expect(answer).resolves.toMatchObject({ decision: { verdict: "admit" } });
    expect(desk.waitingCommands()[0]?.payload.madeOffline).toMatchObject({ verdict: "admit" });
  });

  test("where the connection goes meanwhile, all that wait are decided at once, in their order", async () => {
    void scan("CARD-1");
    void scan("CARD-1");
    await goAway();
    expect(decided.map(({ answer }) => codes(answer))).toEqual([[], ["already-inside"]]);
  });

  test("whoever was signed out decides nothing", async () => {
    wire.latest.cut(4001);
    void scan("CARD-1");
    await turn();
    clock.advance(PATIENCE_MS);
    expect(decided).toEqual([]);
  });
});

describe("[OFFLINE-70] where the attempts before failed", () => {
  test("a fresh attempt is given no patience", async () => {
    await goLive();
    await equip();
    await goAway();
    desk.setOnline(true);
    expect(desk.getState().connection).toMatchObject({ kind: "connecting", attempt: 0 });
    await expect(scan("CARD-1")).resolves.toMatchObject({ decision: { verdict: "admit" } });
    expect(decided).toHaveLength(1);
  });

  test("once it was live again, the server has its two seconds as ever", async () => {
    await goLive();
    await equip();
    await goAway();
    desk.setOnline(true);
    wire.latest.open();
    const [subscribed] = wire.latest.take("subscribe");
    for (const message of site.catchUp(subscribed?.payload["position"] as never))
      wire.latest.receive(message);
    await turn();
    expect(desk.getState().connection.kind).toBe("live");
    void scan("CARD-1");
    await turn();
    expect(decided).toEqual([]);
  });
});

describe("[OFFLINE-36] on return", () => {
  test("commands go in their order with what was decided, and the server's answer ends the step", async () => {
    await goLive();
    await equip();
    await goAway();
    await scan("CARD-1");
    await scan("CARD-2");
    const settled: string[] = [];
    desk.onSettled(({ message }) => settled.push(message.payload.commandId));
    desk.setOnline(true);
    wire.latest.open();
    const [subscribed] = wire.latest.take("subscribe");
    for (const message of site.catchUp(subscribed?.payload["position"] as never))
      wire.latest.receive(message);
    await turn();
    const back = sent();
    const verdicts = back.map(({ payload }) => (payload["madeOffline"] as never)["verdict"]);
    expect(verdicts).toEqual(["admit", "refuse"]);
    for (const command of back) wire.latest.receive(site.answer(command));
    await turn();
    expect(settled).toEqual(back.map(({ payload }) => payload["commandId"]));
    expect(desk.getOffline().steps).toEqual([]);
    expect((await store.load(SITE_ID))?.steps).toEqual([]);
  });
});

describe("[OFFLINE-37] a desk that is reloaded without the network", () => {
  test("knows who is in and what it did", async () => {
    await goLive();
    await equip();
    site.pass(1);
    wire.latest.receive(must(site.log[0], "event"));
    clock.advance(KEEP_PRESENCE_MS);
    await goAway();
    await scan("CARD-1");
    await turn();

    const reloaded = openOfflineDesk(openClient(), { clock, newId });
    const { presence, steps } = must(await store.load(SITE_ID), "book");
    expect(presence.inside.map(({ member }) => member.fullName)).toEqual(["Member 1"]);
    const parts = { store, decide: decideHere, deviceId: DEVICE, staffId: null, mayCorrect: false };
    reloaded.setOnline(false);
    reloaded.equip({ ...parts, book: new DeskBook(BOOK), presence, steps });
    const answer = await reloaded.checkIn({ credential: "CARD-1", doorId: DOOR.id });
    expect(codes(answer)).toEqual(["already-inside"]);
    expect(reloaded.presence()).toEqual(presence);
    expect(presence).not.toEqual(NOBODY_IN);
  });

  test("decides what was asked before the book was read, as soon as it is", async () => {
    desk.setOnline(false);
    const answer = scan("CARD-1");
    await turn();
    expect(decided).toEqual([]);
    await equip();
    await expect(answer).resolves.toMatchObject({ decision: { verdict: "admit" } });
  });
});
