// The worst hour: two real desks without the server, fifty scans each of the same people, while the gym
// goes on without them; then both come back at once through their sockets.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { until } from "../../cli/open-live.ts";
import { OWN_CLOCK } from "../../client/clock.ts";
import { decideHere } from "../../client/offline/decide-here.ts";
import { DeskBook } from "../../client/offline/desk-book.ts";
import type { OfflineDesk } from "../../client/offline/offline-desk.ts";
import { openOfflineDesk } from "../../client/offline/offline-desk.ts";
import { NOBODY_IN } from "../../client/offline/presence.ts";
import { openSiteClient } from "../../client/site-client.ts";
import type { SiteClient } from "../../client/site-client.ts";
import { must } from "../../domain/assert.ts";
import type { Book } from "../../domain/book.ts";
import { instantAt, millis } from "../../domain/instant.ts";
import { snapshotOf } from "../../domain/live-view.ts";
import type { Device, OfflineReport } from "../../protocol/http/offline.ts";
import { memoryBookStore } from "../support/memory-book-store.ts";
import type { DoorAnswer } from "../../protocol/http/gym.ts";
import { WALL_CLOCK } from "../../server/clock.ts";
import { createHubStore } from "../../server/store/hub-store.ts";
import { NOW } from "../support/a-gym.ts";
import { askAs, openTestHouse } from "../support/open-test-house.ts";
import type { TestHouse } from "../support/open-test-house.ts";
import { seeded } from "../support/seeded.ts";
import { expectLogToEqualTables } from "../support/stored-log.ts";

const SCANS = 50;
const MEMBERS = 20;
const HOUR_MS = 60 * 60_000;

/** What the clocks of server and desks are ahead of this machine's. */
let ahead = millis(NOW) - Date.now();
const now = () => Date.now() + ahead;

let house: TestHouse;
let screen: SiteClient;
let desks: readonly Desk[];
let members: readonly { readonly id: string }[];
const answers: DoorAnswer[] = [];

interface Desk {
  readonly desk: OfflineDesk;
  readonly device: Device;
  readonly cookie: string;
}

beforeAll(async () => {
  house = await openTestHouse({ clock: { ...WALL_CLOCK, now: () => instantAt(now()) } });
  const plan = await house.owner.ask("POST", "/api/plans", { name: "Open" });
  const pack = await house.owner.ask("POST", "/api/plans", { name: "One visit", visits: 1 });
  const planOf = (number: number) => (number % 5 === 0 ? pack : plan).body as { id: string };
  members = await Promise.all(
    Array.from({ length: MEMBERS }, async (_each, number) => {
      const membership = { planId: planOf(number).id, startsOn: "2020-01-01" };
      const asked = { fullName: `Member ${number}`, membership, credential: `card ${number}` };
      return (await house.owner.ask("POST", "/api/members", asked)).body;
    }),
  );
  screen = openClient();
  desks = [await openDesk("Left"), await openDesk("Right")];
  for (const client of screens()) await isLive(client);
});

afterAll(async () => {
  for (const client of screens()) client.close();
  await house.close();
});

const screens = () => [screen, ...desks.map(({ desk }) => desk)];
const isLive = (client: SiteClient) =>
  until(client, () => client.getState().connection.kind === "live");

function openClient(): SiteClient {
  return openSiteClient({
    ...{ url: `${house.url.replace("http", "ws")}/ws/checkins/`, siteId: house.site.id },
    clock: { ...OWN_CLOCK, now },
    socketFactory: (url) =>
      new WebSocket(url, { headers: { cookie: house.owner.cookie, origin: house.url } }),
  });
}

async function openDesk(name: string): Promise<Desk> {
  const asked = { name, siteId: house.site.id, doorId: house.doorId };
  const paired = await house.owner.ask("POST", "/api/devices", asked);
  const device: Device = paired.body;
  const secret = must(paired.headers.getSetCookie()[0]?.split(";")[0], "device cookie");
  const cookie = `${house.owner.cookie}; ${secret}`;
  const found = await askAs(house.url, cookie, "GET", `/api/sites/${house.site.id}/book`);
  const book: Book = found.body;
  const desk = openOfflineDesk(openClient(), { clock: { ...OWN_CLOCK, now } });
  desk.equip({
    ...{ book: new DeskBook(book), store: memoryBookStore(), decide: decideHere },
    ...{ deviceId: device.id, staffId: house.owner.account.id, mayCorrect: true },
    ...{ presence: NOBODY_IN, steps: [] },
  });
  return { desk, device, cookie };
}

async function report(): Promise<OfflineReport> {
  return (await house.owner.ask("GET", `/api/sites/${house.site.id}/offline-report`)).body;
}

async function scanForAnHour(): Promise<void> {
  const draw = seeded(6);
  for (let scan = 0; scan < SCANS; scan += 1) {
    ahead += HOUR_MS / SCANS;
    for (const { desk } of desks) {
      const credential = `card ${draw(MEMBERS)}`;
      const asked = { credential, doorId: house.doorId };
      answers.push(await (draw(3) === 0 ? desk.checkOut(asked) : desk.checkIn(asked)));
    }
  }
}

async function goOnWithoutThem(): Promise<void> {
  await house.owner.ask("PATCH", `/api/members/${members[1]?.id}`, { barredNote: "Fight." });
  await house.owner.ask("DELETE", `/api/members/${members[2]?.id}`);
  await house.owner.ask("DELETE", `/api/devices/${desks[1]?.device.id}`);
  for (const number of [3, 4]) {
    await screen.checkIn({ memberId: members[number]?.id ?? "", doorId: house.doorId });
  }
}

describe("two desks without the server for an hour", () => {
  test("[OFFLINE-19] every scan is recorded once, the clashes are listed, the screens agree", async () => {
    for (const { desk } of desks) desk.setOnline(false);
    await goOnWithoutThem();
    await scanForAnHour();
    expect(answers).toHaveLength(2 * SCANS);
    expect(new Set(answers.map(({ decision }) => decision.verdict))).toEqual(
      new Set(["admit", "warn", "refuse"]),
    );
    for (const { desk } of desks) expect(desk.getState().waiting).toBe(SCANS);

    for (const { desk } of desks) desk.setOnline(true);
    for (const { desk } of desks) {
      await until(desk, () => desk.getState().waiting === 0);
      await isLive(desk);
    }
    const { database } = house;
    const count = async (from: string) =>
      Number((await database.pool.query(`select count(*) as n from ${from}`)).rows[0].n);
    expect(await count("decision where made_offline")).toBe(2 * SCANS);
    const kept = await database.pool.query<{ command_id: string }>(
      "select command_id from decision",
    );
    const ids = kept.rows.map(({ command_id: id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(answers.map(({ commandId }) => commandId)));
    expect(await count("membership where visits_left < 0")).toBe(0);
    expect(
      await count(`visit a join visit b on a.member_id = b.member_id and a.id < b.id
        where a.check_in_at < coalesce(b.check_out_at, 'infinity')
          and b.check_in_at < coalesce(a.check_out_at, 'infinity')`),
    ).toBe(0);
    await expectLogToEqualTables(database.pool, house.site.id);

    const stored = must(await createHubStore(database.pool).readView(house.site.id), "view");
    for (const client of screens()) {
      await until(client, () => client.getState().position?.seq === stored.head.seq);
      const shown = snapshotOf(must(client.getState().view, "view"));
      const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
      expect(shown.statistics).toEqual(stored.view.statistics);
      expect(shown.inside.toSorted(byId)).toEqual(stored.view.inside.toSorted(byId));
      expect(shown.activities).toEqual(stored.view.activities);
      expect(client.getState().position?.hash).toBe(stored.head.hash);
    }
    const shown = shownOf(desks);
    expect(shown).toEqual([0, 0]);
  });

  test("[OFFLINE-18] the report has every decision and clash, with the desk that made it", async () => {
    const { decisions, clashes, hasMore, openClashes } = await report();
    expect(decisions).toHaveLength(2 * SCANS);
    expect(hasMore).toBe(false);
    const [left, right] = desks.map(({ device }) =>
      decisions.filter((d) => d.device.id === device.id),
    );
    expect([left?.length, right?.length]).toEqual([SCANS, SCANS]);
    expect(left?.[0]).toMatchObject({
      ...{ door: "Front desk", staff: "Olga Owner", book: { seq: expect.any(Number) } },
      device: { name: "Left", isRevoked: false },
    });
    // It was taken away while it was by itself: what it did has happened all the same.
    expect(right?.[0]).toMatchObject({ device: { name: "Right", isRevoked: true } });
    const kinds = new Set(clashes.map(({ kind }) => kind));
    expect([...kinds]).toEqual(expect.arrayContaining(["would-refuse", "inside-twice", "unknown"]));
    expect(clashes.length).toBe(openClashes);
    const byDecision = new Map(decisions.map((each) => [each.decision.id, each]));
    for (const { decisionId, device } of clashes) {
      expect(byDecision.get(decisionId)?.device).toEqual(device);
    }
    const barred = clashes.filter(({ reasons }) => reasons.some(({ code }) => code === "barred"));
    expect(barred.length).toBeGreaterThan(0);
    for (const { member } of barred) expect(member?.id).toBe(members[1]?.id);
  });

  test("[OFFLINE-18] a period can be asked for", async () => {
    const { decisions, clashes } = await report();
    const half = must(decisions[50], "decision").decision.at;
    const path = `/api/sites/${house.site.id}/offline-report?to=${half}`;
    const found: OfflineReport = (await house.owner.ask("GET", path)).body;
    expect(found.decisions).toHaveLength(decisions.filter((d) => d.decision.at <= half).length);
    expect(found.clashes).toEqual(clashes.filter(({ at }) => at <= half));
  });

  test("[OFFLINE-18] a clash is settled once, by who may correct, at a site they may see", async () => {
    const [clash] = (await report()).clashes;
    const path = `/api/clashes/${clash?.id}/settle`;
    const other = await house.owner.ask("POST", "/api/sites", { name: "Nord", timeZone: "UTC" });
    const siteIds = [(other.body as { id: string }).id];
    const stranger = await house.signInAs("manager", { siteIds });
    expect((await stranger.ask("POST", path)).status).toBe(404);
    expect((await stranger.ask("GET", `/api/sites/${house.site.id}/offline-report`)).status).toBe(
      404,
    );
    const desk = await house.signInAs("front_desk");
    expect((await desk.ask("POST", path)).status).toBe(403);
    const manager = await house.signInAs("manager");
    const settled = await manager.ask("POST", path);
    expect(settled.body).toMatchObject({ id: clash?.id, settledBy: "A manager" });
    expect((await house.owner.ask("POST", path)).body).toEqual(settled.body);
    const after = await report();
    expect(after.openClashes).toBe(after.clashes.length - 1);
    const lines = await house.database.pool.query("select 1 from audit where subject_id = $1", [
      clash?.id,
    ]);
    expect(lines.rowCount).toBe(1);
  });
});

/** What the desks still hold of their own, once the server has it. */
function shownOf(all: readonly Desk[]): readonly number[] {
  return all.map(({ desk }) => desk.getOffline().steps.length);
}
