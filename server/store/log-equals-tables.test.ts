import { randomInt } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { must } from "../../domain/assert.ts";
import { DOOR, idOf, SITE } from "../../test/support/a-gym.ts";
import { Ear } from "../../test/support/ear.ts";
import { seeded } from "../../test/support/seeded.ts";
import type { Draw } from "../../test/support/seeded.ts";
import {
  askCheckIn,
  askCheckOut,
  askUndo,
  cardOf,
  membershipId,
  openStoredGym,
  openTestDesk,
  OTHER_DOOR,
  OTHER_SITE,
} from "../../test/support/stored-gym.ts";
import type { StoredGym, TestDesk } from "../../test/support/stored-gym.ts";
import { expectLogToEqualTables } from "../../test/support/stored-log.ts";
import { WALL_CLOCK } from "../clock.ts";
import type { AskedCommand } from "../desk/desk.ts";
import { Hub } from "../hub/hub.ts";
import { createHubStore } from "./hub-store.ts";

const MEMBERS = 40;

let gym: StoredGym;

beforeEach(async () => {
  gym = await openStoredGym({ members: MEMBERS });
  await gym.run("update membership set visits_left = 6 where id = any($1)", [
    [1, 2, 3].map(membershipId),
  ]);
  await gym.run("update member set barred_note = 'no' where membership_number = 'M-4'");
  await gym.run("update site set capacity = 25 where id = $1", [SITE.id]);
});

afterEach(() => gym.close());

/** Random commands at two sites over some days, fifty at a time. */
async function load(desks: readonly TestDesk[], commands: number, from: number): Promise<void> {
  const random = seeded(from);
  const visits: string[] = [];
  for (let done = 0; done < commands; done += 50) {
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        const isHere = random(4) > 0;
        const asked = anyCommand(random, isHere, visits);
        const desk = must(desks[random(desks.length)], "desk");
        const { visit } = await desk.submit(isHere ? SITE.id : OTHER_SITE.id, asked);
        if (visit !== null) visits.push(visit.id);
      }),
    );
    gym.clock.turn(random(80) * 60_000);
  }
}

function anyCommand(random: Draw, isHere: boolean, visits: readonly string[]): AskedCommand {
  const doorId = isHere ? DOOR.id : OTHER_DOOR.id;
  const member = 1 + random(MEMBERS);
  const what = random(20);
  if (what < 6) return askCheckIn(member, { doorId });
  if (what < 9) return askCheckIn(0, { doorId, subject: { credential: cardOf(member) } });
  if (what < 16) return askCheckOut(member);
  if (what < 17) return askCheckIn(member, { doorId, at: "2026-11-22T18:00:00.000Z" });
  if (what < 18) return askCheckIn(0, { doorId, subject: { credential: "nobody's" } });
  const visitId = visits[random(Math.max(1, visits.length))] ?? idOf(0xfff);
  return askUndo(visitId, what === 18 ? "check_in" : "check_out");
}

const seed = Number(process.env["SEED"] ?? randomInt(1, 1_000_000));

describe(`a random load, seed ${seed}`, () => {
  test("[LOG-8] two thousand commands: the log folded from its start equals the tables", async () => {
    const desk = openTestDesk(gym);
    await load([desk], 2_000, seed);
    expect(desk.faults).toEqual([]);
    expect(await gym.count("decision")).toBeGreaterThanOrEqual(2_000);
    await expectLogToEqualTables(gym.pool, SITE.id);
    await expectLogToEqualTables(gym.pool, OTHER_SITE.id);
    await desk.close();
  });

  test("[HUB-1] through two servers, each screen ends with what the tables say", async () => {
    const store = createHubStore(gym.pool);
    const parts = {
      ...{ store, clock: WALL_CLOCK, encode: (text: string) => Buffer.from(text) },
      onFault: (error: unknown) => faults.push(error),
    };
    const faults: unknown[] = [];
    const hubs = [new Hub(parts), new Hub(parts)];
    const desks = hubs.map((hub) =>
      openTestDesk(gym, { announce: (events) => hub.announce(events) }),
    );
    const ears: Ear[] = [];
    const loading = load(desks, 600, seed + 1);
    // Screens come while everything is on the move.
    for (let each = 0; each < 6; each += 1) {
      const ear = new Ear();
      ears.push(ear);
      await must(hubs[each % 2], "hub").attach(SITE.id, ear, null, () => true);
    }
    await loading;
    // A server hears of what the other one did by a hint.
    for (const hub of hubs) hub.readOn(SITE.id);
    const head = must(await store.readView(SITE.id), "view");
    await expect
      .poll(() => ears.map(({ view }) => view?.seq))
      .toEqual(ears.map(() => head.head.seq));
    for (const { view } of ears) {
      expect(view?.statistics).toEqual(head.view.statistics);
      expect(view?.activities).toEqual(head.view.activities);
      const inside = [...(view?.inside.keys() ?? [])];
      expect(new Set(inside)).toEqual(new Set(head.view.inside.map(({ id }) => id)));
    }
    expect(faults).toEqual([]);
    for (const hub of hubs) hub.close();
    await Promise.all(desks.map((desk) => desk.close()));
  });
});
