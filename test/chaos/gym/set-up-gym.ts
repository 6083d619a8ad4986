// A gym behind a server that was just started: its first run, some accounts, and members straight into
// the tables, each with a card and a membership that holds.
import { randomUUID } from "node:crypto";
import { must } from "../../../domain/assert.ts";
import { openPool } from "../../../server/store/database.ts";
import type { Connection } from "../../../server/store/database.ts";
import { request } from "./http.ts";
import type { HttpAnswer } from "./http.ts";

const PASSWORD = "a long password for chaos";

export interface Gym {
  readonly siteId: string;
  readonly doorId: string;
  /** Of the owner first, then of those at the desk. */
  readonly cookies: readonly string[];
  readonly memberIds: readonly string[];
}

export interface GymPlan {
  readonly members: number;
  /** Accounts beside the owner's; one may hold 200 connections. */
  readonly accounts: number;
  readonly timeZone?: string;
  readonly gymDayStartsAt?: string;
}

export async function setUpGym(
  server: { readonly url: string; readonly setUpCode: string | null },
  connection: Connection,
  plan: GymPlan,
): Promise<Gym> {
  const { url } = server;
  const { timeZone = "UTC", gymDayStartsAt = farFromNow() } = plan;
  const opened = done(
    await request(url, "POST", "/api/first-run", {
      body: {
        code: must(server.setUpCode, "set-up code"),
        account: { fullName: "Olga Owner", email: "owner@gym.example", password: PASSWORD },
        gym: { name: "Chaos", timeZone, gymDayStartsAt },
      },
    }),
  );
  const owner = must(opened.cookies[0], "cookie");
  const cookies = [owner];
  for (let number = 1; number <= plan.accounts; number += 1) {
    const email = `desk-${number}@gym.example`;
    const body = { fullName: `Desk ${number}`, email, password: PASSWORD, role: "front_desk" };
    done(await request(url, "POST", "/api/staff", { cookie: owner, body }));
    const signedIn = { body: { email, password: PASSWORD } };
    cookies.push(
      must(done(await request(url, "POST", "/api/session", signedIn)).cookies[0], "cookie"),
    );
  }
  const sites = done(await request(url, "GET", "/api/sites", { cookie: owner })).body as readonly {
    readonly id: string;
    readonly doors: readonly { readonly id: string }[];
  }[];
  const site = must(sites[0], "site");
  return {
    siteId: site.id,
    doorId: must(site.doors[0], "door").id,
    cookies,
    memberIds: await addMembers(connection, plan.members),
  };
}

/** The gym-day turned twelve hours ago. */
function farFromNow(): string {
  return `${String((new Date().getUTCHours() + 12) % 24).padStart(2, "0")}:00`;
}

async function addMembers(connection: Connection, count: number): Promise<readonly string[]> {
  const pool = openPool(connection, { size: 1, onFault: () => undefined });
  const ids = Array.from({ length: count }, () => randomUUID());
  const planId = randomUUID();
  try {
    await pool.query("insert into plan (id, name) values ($1, 'Any hour')", [planId]);
    await pool.query(
      `insert into member (id, membership_number, full_name, search_text, joined_on)
       select id, 'C-' || n, 'Member ' || n, 'member ' || n, '2020-01-01'
       from unnest($1::uuid[]) with ordinality as given (id, n)`,
      [ids],
    );
    await pool.query(
      `insert into membership (id, member_id, plan_id, starts_on)
       select gen_random_uuid(), id, $2, '2020-01-01' from unnest($1::uuid[]) as given (id)`,
      [ids, planId],
    );
    await pool.query(
      `insert into credential (id, member_id, kind, code)
       select gen_random_uuid(), id, 'card', 'CHAOS' || n
       from unnest($1::uuid[]) with ordinality as given (id, n)`,
      [ids],
    );
    await pool.query("analyze member, membership, credential");
    return ids;
  } finally {
    await pool.end();
  }
}

function done(answer: HttpAnswer): HttpAnswer {
  if (answer.status < 300) return answer;
  throw new Error(`the gym could not be set up: ${answer.status} ${JSON.stringify(answer.body)}`);
}
