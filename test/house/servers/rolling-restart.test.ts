// One of two servers goes while the doors are busy: its clients go on at the other, and nothing is lost.
import { afterEach, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { until } from "../../../cli/open-live.ts";
import { memoryStorage } from "../../../client/outbox-storage.ts";
import type { SiteClient } from "../../../client/site-client.ts";
import { openSiteClient } from "../../../client/site-client.ts";
import { readServers } from "../../../server/store/servers.ts";
import { addMember } from "../../support/door-acts.ts";
import { openBalancer } from "../../support/open-balancer.ts";
import { askAs } from "../../support/open-test-house.ts";
import { openServers } from "../../support/open-servers.ts";
import type { Servers } from "../../support/open-servers.ts";

let open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.toReversed()) await close();
  open = [];
});

async function serversThatGo(noticeMs: number, spreadMs: number): Promise<Servers> {
  const drain = { noticeMs, spreadMs };
  const servers = await openServers(2, () => ({ drain, databaseConnections: 6 }));
  open.push(servers.close);
  return servers;
}

test("[BUS-17] a server that goes is not ready first, and serves whom it has until it is their turn", async () => {
  const servers = await serversThatGo(400, 100);
  const url = servers.first.url;
  const screens = await Promise.all([0, 0, 0, 0].map((server) => servers.watch(server)));
  const closing = servers.first.house.close();
  await vi.waitFor(async () => {
    expect((await askAs(url, null, "GET", "/readyz")).body).toMatchObject({ status: "closing" });
  });
  expect((await askAs(url, null, "GET", "/readyz")).status).toBe(503);
  expect((await askAs(url, null, "GET", "/healthz")).status).toBe(200);
  await vi.waitFor(async () => {
    const listed = await readServers(servers.first.database.pool);
    expect(listed.map(({ draining }) => draining)).toEqual([true, false]);
  });
  screens[0]?.say({ type: "ping" });
  await screens[0]?.wait("pong");
  for (const screen of screens) {
    await screen.wait("going_away");
    expect((await screen.closed()).code).toBe(1012);
  }
  await closing;
  await expect(fetch(`${url}/readyz`)).rejects.toThrow("fetch failed");
});

test("[BUS-17] doors that are busy meanwhile lose nothing and double nothing, and stand at the other server", async () => {
  const servers = await serversThatGo(50, 200);
  const { owner, site, doorId, database } = servers.first;
  const balancer = await openBalancer(servers.houses.map(({ url }) => url));
  open.push(balancer.close);
  const members = await Promise.all(
    Array.from({ length: 40 }, (_each, index) => addMember(servers.first, `Member ${index}`)),
  );
  const openDoor = (): SiteClient =>
    openSiteClient({
      url: `${balancer.url.replace("http", "ws")}/ws/checkins/`,
      siteId: site.id,
      storage: memoryStorage(),
      socketFactory: (to) =>
        new WebSocket(to, { headers: { cookie: owner.cookie, origin: balancer.url } }),
    });
  const doors = Array.from({ length: 4 }, openDoor);
  await Promise.all(doors.map((door) => until(door, () => isLive(door))));

  let decided = 0;
  const busy = doors.map(async (door, number) => {
    for (const { id: memberId } of members.filter((_each, index) => index % 4 === number)) {
      const { decision } = await door.checkIn({ memberId, doorId });
      expect(decision.verdict).toBe("admit");
      decided += 1;
    }
  });
  await vi.waitFor(() => expect(decided).toBeGreaterThan(4), { interval: 1 });
  await servers.first.house.close();
  expect(decided).toBeGreaterThan(4);
  await Promise.all(busy);

  const visits = await database.pool.query("select member_id from visit");
  expect(visits.rows.map(({ member_id }) => member_id as string).toSorted()).toEqual(
    members.map(({ id }) => id).toSorted(),
  );
  const head = await database.pool.query<{ seq: number }>("select seq from stream where id = $1", [
    site.id,
  ]);
  await Promise.all(
    doors.map((door) =>
      until(door, () => isLive(door) && door.getState().position?.seq === head.rows[0]?.seq),
    ),
  );
  for (const door of doors) {
    expect(door.getState().view?.inside.size).toBe(members.length);
    door.close();
  }
  expect(servers.houses[1]?.hub.openRooms()).toHaveLength(1);
});

const isLive = (door: SiteClient): boolean => door.getState().connection.kind === "live";
