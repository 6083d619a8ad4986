import { QueryClient } from "@tanstack/react-query";
import type { InfiniteData } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { OpenVisit } from "../../domain/visit.ts";
import type { MemberList, MemberRow } from "../../protocol/http/members.ts";
import { invalidateFor } from "./invalidate-for.ts";
import { nextOffset } from "./members.ts";
import { keys } from "./query-keys.ts";

const at = "2026-11-24T10:00:00.000Z";
const row = (id: string) => ({ id, insideSince: null, lastVisitAt: null }) as MemberRow;
const visit = { id: "v", member: { id: "a" }, checkInTime: at } as OpenVisit;

function openClient() {
  const client = new QueryClient();
  const list = { pages: [{ rows: [row("a"), row("b")], total: 2 }], pageParams: [0] };
  client.setQueryData(keys.memberList({}), list);
  client.setQueryData(keys.member("a"), { id: "a" });
  client.setQueryData(keys.member("b"), { id: "b" });
  client.setQueryData(keys.plans, []);
  client.setQueryData(keys.sites, []);
  return client;
}

const rowsOf = (client: QueryClient) =>
  client.getQueryData<InfiniteData<MemberList>>(keys.memberList({}))?.pages[0]?.rows ?? [];
const isOld = (client: QueryClient, key: readonly unknown[]) =>
  client.getQueryState(key)?.isInvalidated;

describe("an event and what it makes out of date", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("[SCREEN-54] a changed member outdates that profile and the lists, no other profile", () => {
    const client = openClient();
    invalidateFor({ type: "member_changed", payload: { id: "a", at } }, client);
    vi.runAllTimers();
    expect(isOld(client, keys.member("a"))).toBe(true);
    expect(isOld(client, keys.memberList({}))).toBe(true);
    expect(isOld(client, keys.member("b"))).toBe(false);
    expect(isOld(client, keys.plans)).toBe(false);
  });

  it.each([
    ["plan_changed", keys.plans],
    ["members_imported", keys.memberList({})],
    ["sites_changed", keys.sites],
  ] as const)("[SCREEN-54] %s outdates what it is about", (type, key) => {
    const client = openClient();
    invalidateFor({ type, payload: { id: "x", at } }, client);
    vi.runAllTimers();
    expect(isOld(client, key)).toBe(true);
  });

  it("[SCREEN-243] at the turn of the day what is usual and what ends soon are asked for anew", () => {
    const client = openClient();
    client.setQueryData(keys.usualOf("s"), {});
    client.setQueryData(keys.expiringOf("s"), {});
    const payload = { id: "x", day: "2026-11-25", at } as const;
    invalidateFor({ type: "gym_day_began", payload }, client);
    vi.runAllTimers();
    expect(isOld(client, keys.usualOf("s"))).toBe(true);
    expect(isOld(client, keys.expiringOf("s"))).toBe(true);
  });

  it("[SCREEN-54] a burst of events asks for each list once", () => {
    const client = openClient();
    const asked = vi.spyOn(client, "invalidateQueries");
    for (let index = 0; index < 50; index += 1) {
      invalidateFor({ type: "member_changed", payload: { id: "a", at } }, client);
    }
    vi.runAllTimers();
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it("[SCREEN-55] who comes and goes is seen in the list at once, without asking", () => {
    const client = openClient();
    invalidateFor({ type: "member_checked_in", payload: visit }, client);
    expect(rowsOf(client)[0]).toMatchObject({ insideSince: at, lastVisitAt: at });
    expect(rowsOf(client)[1]).toMatchObject({ insideSince: null });
    expect(client.getQueryData(keys.member("a"))).toMatchObject({ insideSince: at });
    const left = {
      checkOutTime: at,
      checkOutLocation: visit.location,
      durationMinutes: 0,
      leftOffline: false,
    };
    const closed = { ...visit, ...left, how: "staff" as const };
    invalidateFor({ type: "member_checked_out", payload: closed }, client);
    expect(rowsOf(client)[0]).toMatchObject({ insideSince: null, lastVisitAt: at });
    invalidateFor(
      {
        type: "check_out_undone",
        payload: { id: "u", visit: closed, at, by: null, madeOffline: false },
      },
      client,
    );
    expect(rowsOf(client)[0]).toMatchObject({ insideSince: at });
    vi.runAllTimers();
    expect(isOld(client, keys.memberList({}))).toBe(false);
    expect(isOld(client, keys.member("a"))).toBe(true);
  });

  it("[SCREEN-55] the list is left as it is for somebody who is not in it", () => {
    const client = openClient();
    const before = client.getQueryData(keys.memberList({}));
    const stranger = { ...visit, member: { ...visit.member, id: "stranger" } };
    invalidateFor({ type: "member_checked_in", payload: stranger }, client);
    expect(client.getQueryData(keys.memberList({}))).toBe(before);
    vi.runAllTimers();
  });

  it("[SCREEN-56] pages follow each other until all are loaded", () => {
    const page = { rows: Array.from({ length: 50 }, () => 0), total: 120 };
    expect(nextOffset(page, [page])).toBe(50);
    expect(nextOffset(page, [page, page])).toBe(100);
    expect(nextOffset(page, [page, page, { rows: [1], total: 101 }])).toBeUndefined();
    expect(nextOffset(page, [page, { rows: [], total: 120 }])).toBeUndefined();
  });
});
