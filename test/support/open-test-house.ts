// The whole house on a free port over a fresh database: set up with one site, one owner and a plan, as
// after a first run. What a test needs to act as somebody is here, and nothing that decides.
import { must } from "../../domain/assert.ts";
import type { Role } from "../../domain/rights.ts";
import type { SiteWithDoors } from "../../protocol/http/gym.ts";
import type { Account, NewStaff } from "../../protocol/http/people.ts";
import type { Clock } from "../../server/clock.ts";
import { WALL_CLOCK } from "../../server/clock.ts";
import type { House } from "../../server/house.ts";
import type { HouseOptions } from "../../server/house-options.ts";
import { openHouse } from "../../server/house.ts";
import type { Logger } from "../../server/settings/logger.ts";
import { createLogger } from "../../server/settings/logger.ts";
import { openTestDatabase } from "./open-test-database.ts";
import type { TestDatabase } from "./open-test-database.ts";

export const PASSWORD = "a long password for tests";

/** Somebody who is signed in: requests carry their cookie and our own origin. */
export interface Person {
  readonly cookie: string;
  readonly account: Account;
  /** Sends JSON and reads JSON; does not throw for a problem. */
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // What a route answers differs from route to route; a test reads what it expects.
  readonly body: never;
}

export interface TestHouse {
  readonly house: House;
  readonly url: string;
  readonly database: TestDatabase;
  readonly logger: Logger;
  readonly owner: Person;
  readonly site: SiteWithDoors;
  /** The id of the site's first door. */
  readonly doorId: string;
  /** A new account of this role, signed in. */
  signInAs(role: Role, more?: Partial<NewStaff>): Promise<Person>;
  close(): Promise<void>;
}

export async function openTestHouse(
  more: Partial<HouseOptions> & { readonly clock?: Clock; readonly gymDayStartsAt?: string } = {},
): Promise<TestHouse> {
  const { gymDayStartsAt = "04:00" } = more;
  const database = await openTestDatabase();
  const options = { ...houseOptions(database), ...more };
  const house = await openHouse(options);
  const owner = await runFirst(house, gymDayStartsAt);
  const sites = await owner.ask("GET", "/api/sites");
  const site = must((sites.body as readonly SiteWithDoors[])[0], "first site");
  let accounts = 0;
  return {
    house,
    url: house.url,
    database,
    logger: options.logger,
    owner,
    site,
    doorId: must(site.doors[0], "first door").id,
    signInAs: async (role, staff = {}) => {
      accounts += 1;
      const email = `${role}-${accounts}@gym.example`;
      const account = { fullName: `A ${role}`, email, password: PASSWORD, role, ...staff };
      const made = await owner.ask("POST", "/api/staff", account);
      if (made.status >= 300) throw new Error(`no account: ${JSON.stringify(made.body)}`);
      return signIn(house.url, "/api/session", { email, password: PASSWORD });
    },
    close: async () => {
      await house.close();
      await database.close();
    },
  };
}

/** What a house needs that serves one test, on a free port and in silence. */
export function houseOptions(database: TestDatabase): HouseOptions {
  return {
    version: "0.0.0-test",
    connection: database.connection,
    host: "127.0.0.1",
    port: 0,
    dataFolder: null,
    webFolder: null,
    publicUrl: null,
    trustProxy: false,
    logger: createLogger("silent"),
    clock: WALL_CLOCK,
    demo: null,
    onSetUpCode: () => undefined,
  };
}

/** Asks as nobody in particular, from our own pages. */
export async function askAs(
  url: string,
  cookie: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      origin: url,
      ...(cookie === null ? {} : { cookie }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  const read = isJson && text !== "" ? (JSON.parse(text) as never) : (text as never);
  return { status: response.status, headers: response.headers, body: read };
}

async function runFirst(house: House, gymDayStartsAt: string): Promise<Person> {
  return signIn(house.url, "/api/first-run", {
    code: must(house.setUpCode, "set-up code"),
    account: { fullName: "Olga Owner", email: "owner@gym.example", password: PASSWORD },
    gym: { name: "Test Gym", timeZone: "Europe/Berlin", gymDayStartsAt, capacity: 100 },
  });
}

async function signIn(url: string, path: string, body: unknown): Promise<Person> {
  const answer = await askAs(url, null, "POST", path, body);
  if (answer.status !== 200) throw new Error(`not signed in: ${JSON.stringify(answer.body)}`);
  const cookie = must(answer.headers.getSetCookie()[0]?.split(";")[0], "session cookie");
  return {
    cookie,
    account: answer.body,
    ask: (method, to, sent, headers) => askAs(url, cookie, method, to, sent, headers),
  };
}
