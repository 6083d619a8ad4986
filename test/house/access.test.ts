// Every route and every message against every role: the one table of rights decides, and nothing else.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holds, ROLES } from "../../domain/rights.ts";
import type { Role } from "../../domain/rights.ts";
import type { Access } from "../../server/http/route-context.ts";
import { checkIn, listen } from "../support/door-acts.ts";
import type { Person, TestHouse } from "../support/open-test-house.ts";
import { askAs, openTestHouse } from "../support/open-test-house.ts";

interface Route {
  readonly method: string;
  readonly url: string;
  readonly access: Access | undefined;
}

const routes: Route[] = [];
let house: TestHouse;
let people: ReadonlyMap<Role, Person>;

beforeAll(async () => {
  house = await openTestHouse({ onRoute: (route) => routes.push(route) });
  const entries: [Role, Person][] = [];
  for (const role of ROLES) entries.push([role, await house.signInAs(role)]);
  people = new Map(entries);
});

afterAll(() => house.close());

/** Only what is refused before it does anything, or does no harm: an id that is nobody's. */
function pathOf(url: string): string {
  return url.replaceAll(/:\w+/g, () => randomUUID());
}

/** What is the operator's alone is no role's. */
function mayCall(role: Role, access: Exclude<Access, "public" | "signed-in">): boolean {
  return access !== "operator" && holds(role, access);
}

function guarded(): readonly Route[] {
  return routes.filter(
    ({ url, method }) => method !== "HEAD" && /^\/(api|photos|metrics)/.test(url),
  );
}

test("[PEOPLE-40] every route of the API says who may call it", () => {
  const open = guarded().filter(({ access }) => access === undefined);
  expect(guarded().length).toBeGreaterThan(20);
  expect(open).toEqual([]);
});

test("[PEOPLE-41] nobody calls a route that is not public without being signed in", async () => {
  for (const { method, url, access } of guarded()) {
    if (access === "public") continue;
    const answer = await askAs(house.url, null, method, pathOf(url));
    expect([method, url, answer.status]).toEqual([method, url, 401]);
  }
});

test("[PEOPLE-42] each role may call what its rights allow, and is refused everything else", async () => {
  for (const { method, url, access } of guarded()) {
    if (access === undefined || access === "public" || access === "signed-in") continue;
    for (const [role, person] of people) {
      if (mayCall(role, access)) continue;
      const answer = await person.ask(method, pathOf(url));
      expect([role, method, url, answer.status]).toEqual([role, method, url, 403]);
    }
  }
});

test("[PEOPLE-42] whoever holds the right is never refused for their role", async () => {
  for (const { method, url, access } of guarded()) {
    const isHarmless = method === "GET" || url.includes(":");
    if (access === undefined || access === "public" || !isHarmless || access === "signed-in")
      continue;
    for (const [role, person] of people) {
      if (!mayCall(role, access)) continue;
      const answer = await person.ask(method, pathOf(url), method === "GET" ? undefined : {});
      expect([role, method, url, answer.status === 403]).toEqual([role, method, url, false]);
    }
  }
});

test("[PEOPLE-43] a change that another website sends is refused", async () => {
  const { cookie } = house.owner;
  for (const headers of [{ origin: "https://elsewhere.example" }, { origin: "null" }]) {
    const answer = await askAs(house.url, cookie, "POST", "/api/plans", { name: "Mine" }, headers);
    expect(answer).toMatchObject({ status: 403, body: { code: "wrong-origin" } });
  }
});

test("[PEOPLE-44] over the socket, commands need the right to operate the door", async () => {
  for (const [role, person] of people) {
    const client = await listen(house, person);
    client.say(checkIn(house, randomUUID()));
    const expected = holds(role, "door:operate") ? "check_in_error" : "error";
    const answer = await client.wait(expected);
    const code = expected === "error" ? "not-allowed" : "unknown-member";
    expect(JSON.stringify(answer.payload)).toContain(code);
    client.close();
  }
});
