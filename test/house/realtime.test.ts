// How the house says it is doing: over HTTP and the socket, of several servers, across a restart, and to
// those alone who may hear it.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RealtimeHistory, RealtimeNow, SyntheticScan } from "../../protocol/http/realtime.ts";
import { realtimeNow } from "../../protocol/http/realtime.ts";
import { openHouse } from "../../server/house.ts";
import { addMember, checkIn, listen } from "../support/door-acts.ts";
import { askAs, houseOptions, openTestHouse } from "../support/open-test-house.ts";
import type { Person, TestHouse } from "../support/open-test-house.ts";
import { openSocketClient } from "../support/socket-client.ts";

const PATIENT = { timeout: 15_000, interval: 200 };

let house: TestHouse;
let clerk: Person;

beforeAll(async () => {
  house = await openTestHouse();
  clerk = await house.signInAs("front_desk");
});

afterAll(() => house.close());

async function look(person: Person = house.owner): Promise<RealtimeNow> {
  return (await person.ask("GET", "/api/realtime")).body;
}

async function scanOnce(memberId: string): Promise<void> {
  const desk = await listen(house, clerk);
  desk.say(checkIn(house, memberId));
  await desk.wait("check_in_success");
  desk.close();
}

test("[LIVE-3] a scan moves the figures: a command, its decision, its event, the screens that got it", async () => {
  const before = await look();
  const screen = await listen(house);
  const { id } = await addMember(house, "Ada Lovelace");
  await scanOnce(id);
  await screen.wait("member_checked_in");
  await expect
    .poll(async () => (await look()).times.commitToScreen.count, PATIENT)
    .toBeGreaterThanOrEqual(1);
  const after = await look();
  expect(realtimeNow.parse(after)).toEqual(after);
  expect(after.day.commands).toBe(before.day.commands + 1);
  expect(after.day.events).toBeGreaterThan(before.day.events);
  expect(after.times.scanToDecision.count).toBe(before.times.scanToDecision.count + 1);
  expect(after.times.scanToDecision.p99).toBeGreaterThan(0);
  expect(after.servers).toHaveLength(1);
  screen.close();
});

test("[LIVE-4] a connection is shown with who it is and what it says of itself, and goes with it", async () => {
  const desk = await listen(house, clerk);
  const oldestWaitingAt = new Date(Date.now() - 90_000).toISOString();
  const health = {
    ...{ screen: "desk", latencyMs: 40, lagMs: 0, quality: 62, lost: 1, resumed: 2, reset: 0 },
    ...{ tabs: 3, waiting: 4, oldestWaitingAt, verdictsMs: [12, 14] },
  };
  desk.say({ type: "heartbeat", payload: { health } });
  await desk.wait("heartbeat_ack");
  const shownDesk = async () =>
    (await look()).connections.find(({ role }) => role === "front_desk");
  await expect.poll(shownDesk, PATIENT).toMatchObject({
    ...{ account: "A front_desk", siteId: house.site.id, screen: "desk" },
    ...{ quality: 62, latencyMs: 40, tabs: 3, lost: 1 },
  });
  const { unsynced } = await look();
  expect(unsynced).toEqual({ at: oldestWaitingAt, waiting: 4, account: "A front_desk" });
  await expect.poll(async () => (await look()).times.sendToVerdict.count, PATIENT).toBe(2);
  desk.webSocket.terminate();
  await expect.poll(shownDesk, PATIENT).toBeUndefined();
});

test("[LIVE-5] the topic is for those who hold the right and name it, and comes each second", async () => {
  const watcher = await listen(house, house.owner, { topics: ["realtime"] });
  // What was gathered just before may serve for the first.
  await watcher.wait(
    "realtime_update",
    ({ payload }) => realtimeNow.parse(payload).connections.length > 0,
  );

  const everything = await listen(house, house.owner);
  const refused = await openSocketClient(house.url, { cookie: clerk.cookie, origin: house.url });
  refused.say({ type: "subscribe", payload: { site: house.site.id, topics: ["realtime"] } });
  expect(await refused.wait("error")).toMatchObject({ payload: { code: "not-allowed" } });
  const count = watcher.heard.filter(({ type }) => type === "realtime_update").length;
  await expect
    .poll(() => watcher.heard.filter(({ type }) => type === "realtime_update").length, PATIENT)
    .toBeGreaterThan(count + 1);
  expect(everything.heard.some(({ type }) => type === "realtime_update")).toBe(false);
  for (const client of [watcher, everything, refused]) client.close();
});

test("[LIVE-6] a manager of some sites sees the screens of those alone", async () => {
  const made = await house.owner.ask("POST", "/api/sites", {
    name: "Elsewhere",
    timeZone: "Europe/Berlin",
  });
  const { id: elsewhere } = made.body as { id: string };
  const manager = await house.signInAs("manager", { siteIds: [elsewhere] });
  const here = await listen(house);
  const there = await listen(house, house.owner, { site: elsewhere });
  const sitesSeenBy = async (person: Person) =>
    (await look(person)).connections.map(({ siteId }) => siteId);
  await expect.poll(() => sitesSeenBy(house.owner), PATIENT).toContain(elsewhere);
  expect(await sitesSeenBy(house.owner)).toContain(house.site.id);
  expect(await sitesSeenBy(manager)).toEqual([elsewhere]);
  const scan = await manager.ask("POST", "/api/realtime/scans", { siteId: house.site.id });
  expect(scan.status).toBe(404);
  for (const client of [here, there]) client.close();
});

test("[LIVE-7] a synthetic scan takes the whole road, lets nobody in and leaves nothing in the log", async () => {
  const counts = async () => {
    const found = await house.database.pool.query<Record<string, string>>(
      `select (select count(*) from visit) as visits, (select count(*) from decision) as decisions,
         (select count(*) from event) as events, (select count(*) from command_answer) as answers`,
    );
    return found.rows[0];
  };
  const before = await counts();
  const { siteId } = { siteId: house.site.id };
  const answers = await Promise.all(
    [1, 2, 3].map(() => house.owner.ask("POST", "/api/realtime/scans", { siteId })),
  );
  for (const { status, body } of answers) {
    expect(status).toBe(200);
    const scan = body as SyntheticScan;
    expect(scan.steps.map(({ step }) => step)).toEqual([
      "queue",
      "read",
      "decide",
      "disk",
      "frame",
    ]);
    const sum = scan.steps.reduce((total, { ms }) => total + ms, 0);
    expect(sum).toBeLessThanOrEqual(scan.totalMs + 0.1);
    expect(sum).toBeGreaterThan(scan.totalMs * 0.5);
  }
  expect(await counts()).toEqual(before);
  await scanOnce((await addMember(house, "Cem Yılmaz")).id);
});

test("[WIRE-81] who asks for a synthetic scan while one is on its way gets that one", async () => {
  const ask = () => house.owner.ask("POST", "/api/realtime/scans", { siteId: house.site.id });
  const answers = await Promise.all(Array.from({ length: 20 }, ask));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  const scans = new Set(answers.map(({ body }) => JSON.stringify(body)));
  expect(scans.size).toBeLessThan(10);
});

test("[WIRE-82] what a client closes with, and what a trainer says of scans, moves no figure", async () => {
  const trainer = await house.signInAs("trainer");
  const before = await look();
  const liar = await listen(house, trainer);
  const oldestWaitingAt = "0001-01-01T00:00:00.000Z";
  const health = {
    ...{ screen: "<b>", latencyMs: 1, lagMs: 0, quality: 50, lost: 0, resumed: 0, reset: 0 },
    ...{ tabs: 1, waiting: 9, oldestWaitingAt, verdictsMs: [3_600_000] },
  };
  liar.say({ type: "heartbeat", payload: { health } });
  await liar.wait("heartbeat_ack");
  await expect
    .poll(async () => (await look()).connections.map(({ screen }) => screen), PATIENT)
    .toContain("<b>");
  const after = await look();
  expect(after.unsynced?.account ?? "").not.toBe("A trainer");
  expect(after.times.sendToVerdict.count).toBe(before.times.sendToVerdict.count);
  liar.webSocket.close(3_333);
  await liar.closed();
  await expect
    .poll(async () => (await look()).day.closed.map(({ reason }) => reason), PATIENT)
    .toContain("0");
  expect(JSON.stringify((await look()).day.closed)).not.toContain("3333");
});

test("[WIRE-83] a server whose figures cannot be read is shown without them, and the others with theirs", async () => {
  for (const figures of [7, { recent: 5 }, { recent: {}, day: null }, { connections: [{}] }]) {
    await house.database.pool.query(
      `insert into server (id, name, address, version, draining, figures)
       values ($1, 'another', '', '9', false, $2)`,
      [randomUUID(), JSON.stringify(figures)],
    );
  }
  await expect.poll(async () => (await look()).servers?.length, PATIENT).toBe(5);
  await house.database.pool.query("delete from server where name = 'another'");
});

test("[LIVE-8] two servers are seen as one house, whichever is asked", async () => {
  const other = await openHouse({ ...houseOptions(house.database), serverName: "second" });
  try {
    const cookie = clerk.cookie;
    const socket = await openSocketClient(other.url, { cookie, origin: other.url });
    socket.say({ type: "subscribe", payload: { site: house.site.id } });
    await socket.wait("initial_stats");
    await expect.poll(async () => (await look()).servers.length, PATIENT).toBe(2);
    // Until the other server knows that somebody watches here.
    await expect
      .poll(async () => {
        const { connections, servers } = await look();
        const { id } = servers.find(({ name }) => name === "second") ?? {};
        return connections.filter(({ serverId }) => serverId === id).length;
      }, PATIENT)
      .toBe(1);
    const asked = await askAs(other.url, house.owner.cookie, "GET", "/api/realtime");
    expect((asked.body as RealtimeNow).servers).toHaveLength(2);
    socket.close();
  } finally {
    await other.close();
  }
  await expect.poll(async () => (await look()).servers.length, PATIENT).toBe(1);
});

test("[LIVE-9] the day so far survives a restart", async () => {
  const before = await look();
  const second = await openHouse({ ...houseOptions(house.database) });
  const ask = async (path: string) => askAs(second.url, house.owner.cookie, "GET", path);
  await house.house.close();
  try {
    await expect
      .poll(async () => ((await ask("/api/realtime")).body as RealtimeNow).servers.length, PATIENT)
      .toBe(1);
    const now = (await ask("/api/realtime")).body as RealtimeNow;
    expect(now.day.commands).toBe(before.day.commands);
    const history = (await ask("/api/realtime/history")).body as RealtimeHistory;
    const commands = history.points.reduce((sum, point) => sum + point.commands, 0);
    expect(commands).toBe(before.day.commands);
    expect(history.times.scanToDecision.count).toBe(before.times.scanToDecision.count);
    expect(history.points.every(({ at }) => at >= history.from || history.stepMinutes > 1)).toBe(
      true,
    );
  } finally {
    await second.close();
  }
});
