import { beforeEach, describe, expect, test } from "vitest";
import type { Position } from "../protocol/up.ts";
import { FakeClock } from "../test/support/fake-clock.ts";
import { FakeSite, SITE_ID } from "../test/support/fake-site.ts";
import { FakeWire } from "../test/support/fake-wire.ts";
import type { ConnectionMemory, KeptConnection } from "./connection-memory.ts";
import { isPausing } from "./connection-state.ts";
import { isAway } from "./offline/away.ts";
import type { SiteClient } from "./site-client.ts";
import { openSiteClient } from "./site-client.ts";

let clock: FakeClock;
let wire: FakeWire;
let kept: KeptConnection | null;
let client: SiteClient;
let site: FakeSite;

const memory: ConnectionMemory = {
  load: () => kept,
  keep: (next) => {
    kept = next;
  },
};

beforeEach(() => {
  [clock, wire, site, kept] = [new FakeClock(), new FakeWire(), new FakeSite(), null];
  client = open();
});

function open(): SiteClient {
  return openSiteClient({
    ...{ url: "ws://gym.test/ws/", siteId: SITE_ID, socketFactory: wire.connect },
    ...{ clock, random: () => 0.5, memory },
  });
}

function goLive(): void {
  wire.latest.open();
  const [said] = wire.latest.take("subscribe");
  const position = said?.payload["position"] as Position | undefined;
  for (const message of site.catchUp(position)) wire.latest.receive(message);
}

/** The attempt that is on its way fails, and the next begins. */
function fail(): void {
  wire.latest.cut();
  const { connection } = client.getState();
  if (isPausing(connection)) clock.advance(connection.until - clock.now());
}

function reload(): void {
  client.close();
  client = open();
}

describe("[SCREEN-251] a page that is loaded anew", () => {
  test("goes on with the moment since when nobody answers, and is away from the first", () => {
    goLive();
    const lostAt = clock.now();
    for (let attempts = 0; attempts < 3; attempts += 1) fail();
    reload();
    const { connection } = client.getState();
    expect(connection).toMatchObject({ kind: "connecting", since: lostAt });
    expect(isAway(connection)).toBe(true);
    clock.advance(60_000);
    fail();
    reload();
    expect(client.getState().connection).toMatchObject({ since: lostAt });
  });

  test("begins as ever where the server was there, and after it came back", () => {
    goLive();
    clock.advance(5_000);
    reload();
    expect(client.getState().connection).toMatchObject({ since: clock.now(), attempt: 0 });
    for (let attempts = 0; attempts < 3; attempts += 1) fail();
    goLive();
    reload();
    expect(client.getState().connection).toMatchObject({ since: clock.now(), attempt: 0 });
  });

  test("takes its own socket that goes with it for no outage", () => {
    goLive();
    wire.latest.cut();
    reload();
    expect(client.getState().connection).toMatchObject({ since: clock.now(), attempt: 0 });
  });

  test("knows how far the server's clock is from its own", () => {
    kept = { awaySince: null, offsetMs: 90_000 };
    reload();
    expect(client.getState().serverOffsetMs).toBe(90_000);
    goLive();
    const [beat] = wire.latest.take("heartbeat");
    wire.latest.receive(site.heartbeatAck(beat?.payload["sentAt"], clock.now() - 45_000));
    expect(kept.offsetMs).toBe(-45_000);
  });
});
