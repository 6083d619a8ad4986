// What is done at one server, on the screens of the others.
import { randomUUID } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { createMemoryExchange } from "../../../server/bus/memory-bus.ts";
import type { House } from "../../../server/house.ts";
import { addMember, checkIn } from "../../support/door-acts.ts";
import type { Servers } from "../../support/open-servers.ts";
import { lossyBus, openServers } from "../../support/open-servers.ts";
import { seeded } from "../../support/seeded.ts";
import type { SocketClient } from "../../support/socket-client.ts";

const ROUNDS = 8;

let servers: Servers;
afterEach(() => servers.close());

/** The numbers of a stream after one as a screen heard them. */
const numbersOf = ({ heard }: SocketClient, stream: string, after: number) =>
  heard
    .filter((message) => message["stream"] === stream && !isWhole(message))
    .flatMap(({ seq }) => (seq !== undefined && seq > after ? [seq] : []));
const isWhole = ({ type }: { readonly type: string }) => type === "snapshot" || type === "resumed";

const readHead = async (kind: string) => {
  const found = await servers.first.database.pool.query<{ id: string; seq: number }>(
    "select id, seq from stream where kind = $1",
    [kind],
  );
  return found.rows[0] ?? { id: "", seq: -1 };
};

const lostAt = async ({ metrics }: House) => {
  const metric = metrics.registry.getSingleMetric("avgym_hints_lost_total");
  return (await metric?.get())?.values[0]?.value ?? 0;
};

/** Check-ins and changed members at every server in turn, then whether every screen has heard all of it. */
async function expectAllToHear(screens: readonly SocketClient[]): Promise<void> {
  const before = { site: await readHead("site"), organisation: await readHead("organisation") };
  for (let round = 0; round < ROUNDS; round += 1) {
    const member = await addMember(servers.first, `Member ${round}`);
    const server = round % servers.houses.length;
    screens[server]?.say(checkIn(servers.first, member.id));
    const renamed = { fullName: `Renamed ${round}` };
    await servers.ask(server, servers.first.owner, "PATCH", `/api/members/${member.id}`, renamed);
    await screens[server]?.wait("check_in_success", ({ payload }) => {
      const { visit } = payload as { visit: { member: { id: string } } };
      return visit.member.id === member.id;
    });
  }
  for (const kind of ["site", "organisation"] as const) {
    const { id, seq } = await readHead(kind);
    const from = before[kind].seq;
    expect(seq - from).toBeGreaterThanOrEqual(ROUNDS);
    const expected = Array.from({ length: seq - from }, (_each, index) => from + index + 1);
    await vi.waitFor(
      () => {
        for (const screen of screens) expect(numbersOf(screen, id, from)).toEqual(expected);
      },
      { timeout: 5_000, interval: 20 },
    );
  }
}

test("[BUS-10] what is done at one server is on the screens of all, once and in order, the organisation's too", async () => {
  servers = await openServers(3);
  const screens = await Promise.all([0, 1, 2].map((server) => servers.watch(server)));
  await expectAllToHear(screens);
});

test("[BUS-11] with half of the hints lost every screen gets everything, once and in order", async () => {
  const draw = seeded(7);
  const bus = lossyBus(createMemoryExchange(), () => draw(2) === 0);
  servers = await openServers(3, () => ({ openBus: bus }));
  const screens = await Promise.all([0, 1, 2].map((server) => servers.watch(server)));
  await expectAllToHear(screens);
});

test("[BUS-11] with every hint lost the beacon makes it good, and counts them", async () => {
  const bus = lossyBus(createMemoryExchange(), () => true);
  servers = await openServers(2, () => ({ openBus: bus }));
  const screens = await Promise.all([0, 1].map((server) => servers.watch(server)));
  await expectAllToHear(screens);
  // The last words of all were the second server's.
  await vi.waitFor(async () => expect(await lostAt(servers.first.house)).toBeGreaterThan(0));
});

test("[BUS-13] a command sent a hundred times at once through three servers is one event and a hundred equal answers", async () => {
  servers = await openServers(3);
  const { owner, site, doorId, database } = servers.first;
  const screen = await servers.watch(2);
  const member = await addMember(servers.first, "Ada Everywhere");
  const before = await readHead("site");
  const commandId = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_each, index) =>
      servers.ask(
        index % 3,
        owner,
        "POST",
        `/api/sites/${site.id}/check-ins`,
        { memberId: member.id, location: { doorId } },
        { "idempotency-key": commandId },
      ),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 100 }, () => 200));
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  const head = await readHead("site");
  const ofMember = await database.pool.query(
    "select 1 from event where stream_id = $1 and seq > $2 and type = 'member_checked_in'",
    [site.id, before.seq],
  );
  expect(ofMember.rows).toHaveLength(1);
  expect(head.seq).toBeLessThanOrEqual(before.seq + 2);
  await screen.wait("member_checked_in");
});
