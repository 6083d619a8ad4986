import { describe, expect, it } from "vitest";
import type { MemberProfile, MembershipRow } from "../../protocol/http/members.ts";
import { writeDay } from "../words/wording.ts";
import { standingWords } from "./standing-words.ts";

const gold: MembershipRow = {
  id: "m1",
  planId: "p",
  planName: "Gold",
  startsOn: "2026-01-01",
  endsOn: "2026-12-31",
  freeze: null,
  visitsLeft: null,
  state: "active",
};

function profile(membership: Partial<MembershipRow> | null, more: Partial<MemberProfile> = {}) {
  const memberships = membership === null ? [] : [{ ...gold, ...membership }];
  const state = memberships[0]?.state ?? "none";
  const calm = { barredNote: null, dueCents: 0, dueSince: null };
  return { memberships, state, ...calm, ...more } as MemberProfile;
}

const texts = (member: MemberProfile) => standingWords(member).map(({ text }) => text);

describe("what stands between a member and the door", () => {
  it("[SCREEN-65] is said for every state of a membership", () => {
    expect(texts(profile({}))).toEqual([`Active on Gold, until ${writeDay("2026-12-31")}.`]);
    expect(texts(profile({ endsOn: null }))).toEqual(["Active on Gold, open end."]);
    const frozen = {
      state: "frozen",
      freeze: { from: "2026-11-01", until: "2026-12-01" },
    } as const;
    expect(texts(profile(frozen))).toEqual([`Frozen; thaws on ${writeDay("2026-12-01")}.`]);
    expect(texts(profile({ state: "not_started" }))[0]).toContain("starts on");
    expect(texts(profile({ state: "ended" }))[0]).toContain("ended on");
    expect(texts(profile(null))).toEqual(["No membership yet."]);
  });

  it("[SCREEN-65] begins with the gravest", () => {
    const member = profile({}, { barredNote: "See manager", dueCents: 500, dueSince: null });
    expect(standingWords(member).map(({ kind }) => kind)).toEqual(["refuse", "warn", "good"]);
    expect(texts(member)[0]).toBe("Barred: See manager");
  });
});
