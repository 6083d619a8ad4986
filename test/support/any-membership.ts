// Memberships of every kind around today, for tests that judge many of them.
import fc from "fast-check";
import type { Membership } from "../../domain/member.ts";
import { aMembership, TODAY } from "./a-gym.ts";

/** From long ago to long from now, today and both its neighbours more often than not. */
const day = fc.constantFrom("2020-01-01", "2026-11-23", TODAY, TODAY, "2026-11-25", "2031-01-01");

const freeze = fc
  .tuple(day, fc.option(day))
  .filter(([from, until]) => until === null || until > from)
  .map(([from, until]) => ({ from, until }));

/** Of a plan that lets in everywhere, at any hour. */
export const anyMembership: fc.Arbitrary<Membership> = fc
  .record({
    startsOn: day,
    endsOn: fc.option(day, { freq: 2 }),
    freeze: fc.option(freeze, { freq: 1 }),
    visitsLeft: fc.option(fc.nat(2), { freq: 1 }),
  })
  .filter(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn)
  .map(aMembership);
