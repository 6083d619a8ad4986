import { expect, test } from "vitest";
import { aMember, aMembership } from "../../test/support/a-gym.ts";
import { personOf } from "./found-in-book.ts";

const TODAY = "2026-11-24";

test.each([
  ["active", {}],
  ["ended", { endsOn: "2026-11-23" }],
  ["ended", { visitsLeft: 0 }],
  ["active", { endsOn: TODAY }],
  ["not_started", { startsOn: "2026-11-25" }],
  ["frozen", { freeze: { from: "2026-11-01", until: "2026-12-01" } }],
  ["active", { freeze: { from: "2026-11-01", until: TODAY } }],
] as const)("[SCREEN-185] found in the book, a membership is %s as it is by %j", (state, more) => {
  const member = { ...aMember({ memberships: [aMembership(more)] }), credentials: [] };
  expect(personOf(member, TODAY)).toMatchObject({ state, planName: "Anytime", isBarred: false });
});

test("[SCREEN-185] of several memberships the one that serves best is named, and none is said to be none", () => {
  const ended = aMembership({ planName: "Old", endsOn: "2020-01-01" });
  const memberships = [ended, aMembership({ planName: "New" })];
  const member = { ...aMember({ memberships }), credentials: [] };
  expect(personOf(member, TODAY)).toMatchObject({ state: "active", planName: "New" });
  const none = { ...aMember({ memberships: [] }), credentials: [] };
  expect(personOf(none, TODAY)).toMatchObject({ state: "none", planName: null });
});
