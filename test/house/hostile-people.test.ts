// What a stranger tries at the front door, and what a colleague tries beyond their own site.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlanRow } from "../../protocol/http/gym.ts";
import { addressOf } from "../../server/people/address-of.ts";
import { isOwnOrigin } from "../../server/people/authenticate.ts";
import type { TestHouse } from "../support/open-test-house.ts";
import { askAs, openTestHouse, PASSWORD } from "../support/open-test-house.ts";

let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse({ trustProxy: true });
});

afterAll(() => house.close());

const signIn = (email: string, headers: Record<string, string>, cookie: string | null = null) =>
  askAs(house.url, cookie, "POST", "/api/session", { email, password: PASSWORD }, headers);

test("[PEOPLE-61] behind a proxy the address is what the proxy saw, not what the caller wrote before it", async () => {
  const socket = { remoteAddress: "10.0.0.1" } as never;
  const headers = { "x-forwarded-for": "1.1.1.1, 192.0.2.7" };
  expect(addressOf({ headers, socket }, true)).toBe("192.0.2.7");
  expect(addressOf({ headers, socket }, false)).toBe("10.0.0.1");
  expect(addressOf({ headers: {}, socket }, true)).toBe("10.0.0.1");
  const tries = Array.from({ length: 32 }, (_each, index) =>
    signIn(`nobody-${index}@gym.example`, { "x-forwarded-for": `203.0.113.${index}, 192.0.2.7` }),
  );
  const statuses = (await Promise.all(tries)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(2);
});

test("[PEOPLE-62] only the operator's own key is free of the limit on requests", async () => {
  const remaining = async (key: string): Promise<string | null> => {
    const headers = { authorization: `Bearer ${key}` };
    return (await askAs(house.url, null, "GET", "/api/house", undefined, headers)).headers.get(
      "x-ratelimit-remaining",
    );
  };
  expect(await remaining("anything")).not.toBeNull();
  expect(await remaining(house.house.operatorKey)).toBeNull();
});

test("[PEOPLE-63] what a person may see is kept in no cache", async () => {
  for (const path of ["/api/session", "/api/members", "/api/nothing", "/metrics"]) {
    const answer = await house.owner.ask("GET", path);
    expect([path, answer.headers.get("cache-control")]).toEqual([path, "no-store"]);
  }
});

test("[PEOPLE-64] a plan that opens other sites is not for those who are limited to theirs", async () => {
  const own = [house.site.id];
  const manager = await house.signInAs("manager", { siteIds: own });
  const everywhere = ((await house.owner.ask("GET", "/api/plans")).body as readonly PlanRow[])[0];
  const path = `/api/plans/${everywhere?.id}`;
  const refused = { status: 403, body: { code: "not-allowed" } };
  expect(await manager.ask("PATCH", path, { visits: 1 })).toMatchObject(refused);
  expect(await manager.ask("PATCH", path, { siteIds: own })).toMatchObject(refused);
  expect(await manager.ask("POST", "/api/plans", { name: "All" })).toMatchObject(refused);
  const made = await manager.ask("POST", "/api/plans", { name: "Ours", siteIds: own });
  expect(made.status).toBe(201);
  const ours = `/api/plans/${(made.body as PlanRow).id}`;
  expect(await manager.ask("PATCH", ours, { siteIds: null })).toMatchObject(refused);
  expect((await manager.ask("PATCH", ours, { visits: 5 })).status).toBe(200);
});

test("[PEOPLE-65] a page of the same name that came without HTTPS is another website", () => {
  const host = "desk.example";
  const isOwn = (origin: string, publicUrl: string | null): boolean =>
    isOwnOrigin({ origin, host }, publicUrl);
  expect(isOwn("https://desk.example", "https://desk.example")).toBe(true);
  expect(isOwn("http://desk.example", "https://desk.example")).toBe(false);
  expect(isOwn("http://desk.example", null)).toBe(true);
  expect(isOwn("null", null)).toBe(false);
});

test("[PEOPLE-66] signing in at a browser ends the session that was there", async () => {
  const person = await house.signInAs("front_desk");
  const next = await signIn(person.account.email, {}, person.cookie);
  expect(next.status).toBe(200);
  expect((await person.ask("GET", "/api/session")).status).toBe(401);
});
