import { describe, expect, it } from "vitest";
import { groupNews, newsOf } from "./news.ts";
import type { News, Shown } from "./news.ts";
import { isSilent, withKind, withPerson, withoutPerson } from "./quiet.ts";

const location = { doorId: "d", door: "Front desk", zone: null };
const member = { id: "m", fullName: "Ada Vale", membershipNumber: "1", photoUrl: null };
const visit = {
  id: "v",
  member,
  checkInTime: "2026-11-24T10:00:00.000Z",
  gymDay: "2026-11-24",
  location,
  channel: "desk",
  alerts: [],
  by: null,
  firstToday: true,
  madeOffline: false,
} as const;
const place = { stream: "s", seq: 1 };

function arrival(about: string): News {
  return { about, kind: "check_in", member, location, reasons: [], durationMinutes: null };
}

const shown = (about: string, at: number): Shown => ({
  kind: "check_in",
  count: 1,
  news: [arrival(about)],
  at,
});

describe("what pops up", () => {
  it("[SCREEN-5] a check-in, a warned one, a check-out and a refusal are of different kinds", () => {
    const due = { code: "payment-due", amountCents: 1, since: "2026-11-01" } as const;
    expect(newsOf({ ...place, type: "member_checked_in", payload: visit })?.kind).toBe("check_in");
    const warned = { ...visit, alerts: [due] };
    expect(newsOf({ ...place, type: "member_checked_in", payload: warned })?.kind).toBe("warned");
    const out = { checkOutTime: visit.checkInTime, checkOutLocation: location };
    const closed = { ...visit, ...out, durationMinutes: 0, leftOffline: false };
    const left = {
      ...place,
      type: "member_checked_out",
      payload: { ...closed, how: "staff" },
    } as const;
    expect(newsOf(left)?.kind).toBe("check_out");
    const { id, gymDay, channel } = visit;
    const whom = { id, member: null, reasons: [], at: "", by: null, madeOffline: false };
    const refusal = { ...whom, gymDay, location, channel };
    expect(newsOf({ ...place, type: "check_in_refused", payload: refusal })?.kind).toBe("refused");
  });

  it("[SCREEN-5] a guessed check-out pops up nowhere", () => {
    const closed = {
      ...visit,
      checkOutTime: visit.checkInTime,
      durationMinutes: 0,
      how: "automatic",
    };
    expect(newsOf({ ...place, type: "member_checked_out", payload: closed as never })).toBeNull();
  });

  it("[SCREEN-6] up to three in two seconds are shown one by one", () => {
    const groups = groupNews([shown("a", 0)], [arrival("b"), arrival("c")], 1_000);
    expect(groups.map(({ count }) => count)).toEqual([1, 1]);
  });

  it("[SCREEN-6] the fourth within two seconds makes one message of all of them", () => {
    const recent = [shown("a", 0), shown("b", 500), shown("c", 900)];
    const [group, ...rest] = groupNews(recent, [arrival("d"), arrival("e")], 1_500);
    expect(rest).toEqual([]);
    expect(group?.news.map(({ about }) => about)).toEqual(["a", "b", "c", "d", "e"]);
    expect(group?.replaces).toEqual(recent);
    expect(group?.count).toBe(5);
  });

  it("[SCREEN-6] a long burst stays one message that only counts on", () => {
    let recent: Shown[] = [];
    for (let now = 0; now < 60_000; now += 200) {
      const groups = groupNews(recent, [arrival(`a${now}`), arrival(`b${now}`)], now);
      recent = groups
        .map(({ replaces: _replaces, ...group }) => group)
        .concat(groups.length > 1 ? recent : []);
    }
    expect(recent).toHaveLength(1);
    expect(recent[0]?.count).toBe(600);
    expect(recent[0]?.news).toHaveLength(6);
  });

  it("[SCREEN-6] what is older than two seconds is not gathered in", () => {
    const recent = [shown("a", 0), shown("b", 0), shown("c", 0)];
    expect(groupNews(recent, [arrival("d")], 2_001)[0]?.count).toBe(1);
  });

  it("[SCREEN-7] a kind or a person can be silenced and heard again", () => {
    const open = { kinds: [], people: [] };
    const quiet = withPerson(withKind(open, "check_out", true), { id: "m", name: "Ada Vale" });
    expect(isSilent(quiet, "check_out", null)).toBe(true);
    expect(isSilent(quiet, "refused", "m")).toBe(true);
    expect(isSilent(quiet, "refused", "other")).toBe(false);
    expect(withoutPerson(withKind(quiet, "check_out", false), "m")).toEqual(open);
  });
});
