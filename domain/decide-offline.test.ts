import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aCheckIn, aMember, aMemberWith, aSituation, DOOR, NOW } from "../test/support/a-gym.ts";
import { anOpenVisit } from "../test/support/a-gym.ts";
import type { CheckInSituation } from "./decide-check-in.ts";
import { decideCheckIn } from "./decide-check-in.ts";
import { decideCheckInOffline } from "./decide-offline.ts";
import { plusMinutes } from "./instant.ts";
import type { OfflinePolicy } from "./site.ts";

const fresh = { builtAt: plusMinutes(NOW, -5) };
const withPolicy = (offline: Partial<OfflinePolicy>) => ({
  door: { ...DOOR, offline: { ...DOOR.offline, ...offline } },
});
const pack = aMemberWith({ visitsLeft: 3 });

function reasonsOf(situation: CheckInSituation, builtAt = fresh.builtAt) {
  return decideCheckInOffline(situation, aCheckIn(), { builtAt }).decision.reasons;
}

const situations = fc
  .record({
    visitsLeft: fc.option(fc.nat(2)),
    endsOn: fc.option(fc.constantFrom("2026-11-23", "2026-11-24", "2027-01-01")),
    startsOn: fc.constantFrom("2026-01-01", "2026-11-25"),
    freeze: fc.option(
      fc.constantFrom(
        { from: "2026-11-01", until: "2026-11-24" },
        { from: "2026-11-01", until: null },
      ),
    ),
    barred: fc.option(fc.constant({ note: "Fight." })),
    due: fc.option(fc.constant({ amountCents: 500, since: "2026-11-01" })),
    isPaid: fc.boolean(),
    isInside: fc.boolean(),
    capacity: fc.option(fc.integer({ min: 1, max: 3 })),
    insideCount: fc.nat(3),
    as: fc.constantFrom("member", "replaced", "unknown-credential", "unknown-member"),
  })
  .map((drawn): CheckInSituation => {
    const { visitsLeft, endsOn, startsOn, freeze, as } = drawn;
    const held = aMemberWith({ visitsLeft, endsOn, startsOn, freeze }).memberships;
    const member = aMember({ memberships: held, barred: drawn.barred, paymentDue: drawn.due });
    const usual = aSituation(NOW, { member });
    const found = as === "replaced" ? { as, since: NOW, member } : { as };
    return {
      ...usual,
      site: { ...usual.site, capacity: drawn.capacity },
      ...(as !== "member" && { found: found as CheckInSituation["found"] }),
      openVisit: drawn.isInside ? anOpenVisit() : null,
      paidToday: drawn.isPaid ? held.map(({ id }) => id) : [],
      insideCount: drawn.insideCount,
    };
  });

describe("a desk without the server", () => {
  test("[OFFLINE-1] decides exactly as the server would on the same facts", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const command = aCheckIn({ madeOffline: true });
        const here = decideCheckInOffline(situation, command, fresh);
        expect(here).toEqual(decideCheckIn(situation, command));
      }),
      { numRuns: 500 },
    );
  });

  test("[OFFLINE-1] marks what it did as done by itself", () => {
    const { visit, events } = decideCheckInOffline(
      aSituation(NOW),
      aCheckIn({ madeOffline: true }),
      fresh,
    );
    expect(visit).toMatchObject({ madeOffline: true });
    expect(events).toMatchObject([{ type: "member_checked_in", payload: { madeOffline: true } }]);
  });
});

describe("what a door may do without the server", () => {
  test("[OFFLINE-2] a door that admits nobody refuses whom the rules admit, and records it", () => {
    const situation = aSituation(NOW, withPolicy({ admits: "nobody" }));
    const { decision, events, visit, charge } = decideCheckInOffline(situation, aCheckIn(), fresh);
    expect(decision).toMatchObject({
      verdict: "refuse",
      reasons: [{ code: "not-offline", why: "nobody" }],
    });
    expect(events).toMatchObject([{ type: "check_in_refused" }]);
    expect([visit, charge]).toEqual([null, null]);
  });

  test("[OFFLINE-2] a door without packs refuses whoever would pay with one, and nobody else", () => {
    const policy = withPolicy({ admits: "no-packs" });
    expect(reasonsOf(aSituation(NOW, { ...policy, member: pack }))).toEqual([
      { code: "not-offline", why: "pack" },
    ]);
    expect(reasonsOf(aSituation(NOW, policy))).toEqual([]);
    const paidToday = pack.memberships.map(({ id }) => id);
    expect(reasonsOf(aSituation(NOW, { ...policy, member: pack, paidToday }))).toEqual([]);
  });

  test("[OFFLINE-2] every other reason is told with it", () => {
    const barred = aMember({ barred: { note: "" } });
    const situation = aSituation(NOW, { ...withPolicy({ admits: "nobody" }), member: barred });
    expect(reasonsOf(situation).map(({ code }) => code)).toEqual(["barred", "not-offline"]);
  });

  test("[OFFLINE-2] whoever is inside already is told so at every door", () => {
    const openVisit = anOpenVisit();
    const situation = aSituation(NOW, { ...withPolicy({ admits: "nobody" }), openVisit });
    const { decision, visit } = decideCheckInOffline(situation, aCheckIn(), fresh);
    expect(decision).toMatchObject({ verdict: "warn", reasons: [{ code: "already-inside" }] });
    expect(visit).toEqual(openVisit);
  });

  test("[OFFLINE-3] what the desk knows may be as old as the door allows, and no older", () => {
    const situation = aSituation(NOW, withPolicy({ bookMaxHours: 2 }));
    expect(reasonsOf(situation, plusMinutes(NOW, -120))).toEqual([]);
    expect(reasonsOf(situation, plusMinutes(NOW, -121))).toEqual([
      { code: "not-offline", why: "book-too-old" },
    ]);
  });
});
