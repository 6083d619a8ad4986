import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { memoryStorage } from "../../client/outbox-storage.ts";
import type { SiteClient } from "../../client/site-client.ts";
import { CommandProblem, openSiteClient } from "../../client/site-client.ts";
import { until } from "../../cli/open-live.ts";
import { snapshotOf } from "../../domain/live-view.ts";
import type { MemberProfile } from "../../protocol/http/members.ts";
import type { PlanRow } from "../../protocol/http/gym.ts";
import type { Person, TestHouse } from "../support/open-test-house.ts";
import { openTestHouse } from "../support/open-test-house.ts";

let house: TestHouse;
let members: readonly MemberProfile[];

beforeAll(async () => {
  house = await openTestHouse();
  const plan: PlanRow = (await house.owner.ask("POST", "/api/plans", { name: "Open" })).body;
  const membership = { planId: plan.id, startsOn: "2020-01-01" };
  const names = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn"];
  const added = await Promise.all(
    names.map((fullName) => house.owner.ask("POST", "/api/members", { fullName, membership })),
  );
  members = added.map(({ body }) => body);
});

afterAll(() => house.close());

/** A screen in Node, and the sockets it has opened. */
function openScreen(person: Person = house.owner, siteId = house.site.id) {
  const sockets: WebSocket[] = [];
  const client = openSiteClient({
    url: `${house.url.replace("http", "ws")}/ws/checkins/`,
    siteId,
    storage: memoryStorage(),
    socketFactory: (url) => {
      const socket = new WebSocket(url, {
        headers: { cookie: person.cookie, origin: house.url },
      });
      sockets.push(socket);
      return socket;
    },
  });
  return { client, cut: () => sockets.at(-1)?.terminate() };
}

const isLive = (client: SiteClient) =>
  until(client, () => client.getState().connection.kind === "live");
const isAt = (client: SiteClient, seq: number) =>
  until(client, () => client.getState().position?.seq === seq);
const memberId = (number: number) => members[number]?.id ?? "";

describe("[CLIENT-12] the client and the real server", () => {
  test("what one screen does, the other sees; the answer does not wait for the event", async () => {
    const [desk, other] = [openScreen().client, openScreen().client];
    await Promise.all([isLive(desk), isLive(other)]);
    const answer = await desk.checkIn({ memberId: memberId(0), doorId: house.doorId });
    expect(answer.decision.verdict).toBe("admit");
    const seq = (await house.house.hub.room(house.site.id))?.head.seq ?? 0;
    await isAt(desk, seq);
    expect([...(desk.getState().view?.inside.values() ?? [])]).toContainEqual(answer.visit);
    await isAt(other, seq);
    expect(other.getState().position).toEqual(desk.getState().position);
    const out = await other.checkOut({ checkInId: answer.visit?.id ?? "" });
    expect(out.visit).toMatchObject({ how: "staff" });
    await until(desk, () => desk.getState().latencyMs !== null);
    desk.close();
    other.close();
  });

  test("a screen that was away comes back with all it missed, and without a snapshot", async () => {
    const [desk, away] = [openScreen(), openScreen()];
    await Promise.all([isLive(desk.client), isLive(away.client)]);
    const heard: string[] = [];
    away.client.onEvent(({ seq }, how) => heard.push(`${seq} ${how}`));
    const { view } = away.client.getState();
    const from = away.client.getState().position?.seq ?? 0;
    away.client.setOnline(false);
    await desk.client.checkIn({ memberId: memberId(1), doorId: house.doorId });
    await desk.client.checkIn({ memberId: memberId(2), doorId: house.doorId });
    away.client.setOnline(true);
    await isAt(away.client, from + 2);
    await isLive(away.client);
    await isAt(desk.client, from + 2);
    expect(heard).toEqual([`${from + 1} catch-up`, `${from + 2} catch-up`]);
    expect(away.client.getState().view).toBe(view);
    expect(view && snapshotOf(view)).toEqual(
      snapshotOf(desk.client.getState().view ?? (view as never)),
    );
    desk.client.close();
    away.client.close();
  });

  test("commands made while away are recorded with their own time when the line is back", async () => {
    const { client } = openScreen();
    await isLive(client);
    client.setOnline(false);
    const at = new Date(Date.now() - 60_000).toISOString();
    const answers = Promise.all([
      client.checkIn({ memberId: memberId(3), doorId: house.doorId, at }),
      client.checkOut({ memberId: memberId(3) }),
    ]);
    expect(client.getState().waiting).toBe(2);
    client.setOnline(true);
    const [checkIn, checkOut] = await answers;
    expect(checkIn.visit).toMatchObject({ checkInTime: at });
    expect(checkOut.visit).toMatchObject({ durationMinutes: 1 });
    client.close();
  });

  test("an answer lost with the connection is had again, and the deed is done once", async () => {
    const screen = openScreen();
    await isLive(screen.client);
    const before = screen.client.getState().position?.seq ?? 0;
    const answer = screen.client.checkIn({ memberId: memberId(4), doorId: house.doorId });
    await Promise.resolve();
    screen.cut();
    const { decision } = await answer;
    expect(decision).toMatchObject({ verdict: "admit", reasons: [] });
    await isAt(screen.client, before + 1);
    screen.client.close();
  });

  test("a command that makes no sense is handed back, and nothing else is harmed", async () => {
    const { client } = openScreen();
    await isLive(client);
    const nowhere = client.checkIn({ memberId: memberId(5), doorId: house.site.id });
    await expect(nowhere).rejects.toMatchObject({ problem: { code: "unknown-door" } });
    const nobody = client.checkIn({ memberId: "nobody", doorId: house.doorId });
    await expect(nobody).rejects.toBeInstanceOf(CommandProblem);
    expect(client.getState().waiting).toBe(0);
    expect(client.getState().connection.kind).toBe("live");
    client.close();
  });

  test("a changed member is told to every screen", async () => {
    const { client } = openScreen();
    await isLive(client);
    const told = new Promise((resolve) => {
      client.onOrganisationEvent(({ type, payload }) => resolve([type, payload.id]));
    });
    await house.owner.ask("PATCH", `/api/members/${memberId(5)}`, { phone: "123" });
    expect(await told).toEqual(["member_changed", memberId(5)]);
    client.close();
  });
});

describe("[CLIENT-2] the real server turns away", () => {
  test("whoever is not signed in", async () => {
    const nobody = { ...house.owner, cookie: "av_session=none" };
    const { client } = openScreen(nobody);
    await until(client, () => client.getState().connection.kind === "signed-out");
    expect(client.getState().view).toBeNull();
    client.close();
  });

  test("whoever asks for a site that there is not", async () => {
    const { client } = openScreen(house.owner, house.doorId);
    await until(client, () => client.getState().connection.kind === "refused");
    expect(client.getState().connection).toEqual({ kind: "refused", code: 4004 });
    client.close();
  });
});
