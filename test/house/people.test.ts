// Staff and their sessions over HTTP: first run, sign-in, and what ends a session.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StaffRow } from "../../protocol/http/people.ts";
import { openHouse } from "../../server/house.ts";
import { listen } from "../support/door-acts.ts";
import type { TestHouse } from "../support/open-test-house.ts";
import { askAs, houseOptions, openTestHouse, PASSWORD } from "../support/open-test-house.ts";
import { openTestDatabase } from "../support/open-test-database.ts";

let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse();
});

afterAll(() => house.close());

const signIn = (email: string, password = PASSWORD) =>
  askAs(house.url, null, "POST", "/api/session", { email, password });

test("[PEOPLE-1] the first run needs the code, makes the gym as a whole, and happens once", async () => {
  const database = await openTestDatabase();
  const fresh = await openHouse(houseOptions(database));
  const first = (code: string, timeZone = "Asia/Tokyo") =>
    askAs(fresh.url, null, "POST", "/api/first-run", {
      code,
      account: { fullName: "王小明", email: "Wang@Gym.example", password: PASSWORD },
      gym: { name: "道場 🏋️", timeZone },
    });
  const code = fresh.setUpCode ?? "";
  expect((await askAs(fresh.url, null, "GET", "/api/house")).body).toMatchObject({
    isSetUp: false,
    name: null,
  });
  expect(await first("0000-0000-0000")).toMatchObject({
    status: 403,
    body: { code: "wrong-code" },
  });
  const nowhere = await first(code, "Mars/Olympus");
  expect(nowhere).toMatchObject({ status: 400, body: { code: "invalid-request" } });
  expect(JSON.stringify(nowhere.body)).toContain("gym.timeZone");
  const check = { code: ` ${code.toLowerCase()} ` };
  expect((await askAs(fresh.url, null, "POST", "/api/first-run/check", check)).status).toBe(204);

  const answers = await Promise.all([first(code), first(code)]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const done = answers.find(({ status }) => status === 200);
  expect(done?.body).toMatchObject({ role: "owner", organisation: "道場 🏋️", siteIds: null });
  const cookie = done?.headers.getSetCookie()[0] ?? "";
  const sites = await askAs(fresh.url, cookie.split(";")[0] ?? "", "GET", "/api/sites");
  expect(sites.body).toMatchObject([{ timeZone: "Asia/Tokyo", doors: [{ channel: "desk" }] }]);
  const plans = await askAs(fresh.url, cookie.split(";")[0] ?? "", "GET", "/api/plans");
  expect(plans.body).toMatchObject([{ name: "Standard", isActive: true }]);
  const late = await first(code);
  expect(late).toMatchObject({ status: 409, body: { code: "already-set-up" } });
  await fresh.close();
  await database.close();
});

test("[PEOPLE-3] an unknown e-mail, a wrong password and an inactive account get the same answer", async () => {
  const person = await house.signInAs("trainer");
  const id = person.account.id;
  expect((await signIn(person.account.email.toUpperCase())).status).toBe(200);
  await house.owner.ask("PATCH", `/api/staff/${id}`, { isActive: false });
  const answers = await Promise.all([
    signIn("nobody@gym.example"),
    signIn("owner@gym.example", "not this one"),
    signIn(person.account.email),
  ]);
  for (const answer of answers) {
    expect(answer).toMatchObject({ status: 401, body: { code: "wrong-credentials" } });
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
});

test("[PEOPLE-2] ten wrong tries on an account, and the answer says how long to wait", async () => {
  const person = await house.signInAs("front_desk");
  const wrong = Array.from({ length: 12 }, () => signIn(person.account.email, "wrong"));
  const answers = await Promise.all(wrong);
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(2);
  const right = await signIn(person.account.email);
  expect(right).toMatchObject({ status: 429, body: { code: "too-fast", retry: "later" } });
  expect((right.body as { retryAfter: number }).retryAfter).toBeGreaterThan(0);
  expect(Number(right.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("[PEOPLE-4] the token is in a cookie that scripts cannot read, and nowhere in the database", async () => {
  const person = await house.signInAs("manager");
  const token = person.cookie.split("=")[1] ?? "";
  expect(token.length).toBeGreaterThanOrEqual(43);
  const rows = await house.database.database.selectFrom("session").selectAll().execute();
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows)
    expect(row.token_hash.includes(Buffer.from(token, "base64url"))).toBe(false);
  const path = "/api/session";
  const forged = await askAs(house.url, `av_session=${token.slice(1)}A`, "GET", path);
  expect(forged).toMatchObject({ status: 401, body: { code: "not-signed-in" } });
});

test("[PEOPLE-5] signing out ends the session, and its sockets with 4001", async () => {
  const person = await house.signInAs("front_desk");
  const client = await listen(house, person);
  expect((await person.ask("DELETE", "/api/session")).status).toBe(204);
  expect((await client.closed()).code).toBe(4001);
  expect((await person.ask("GET", "/api/session")).status).toBe(401);
});

test("[PEOPLE-5] another role, other sites or a set password end the account's sessions at once", async () => {
  for (const change of [
    { role: "trainer" },
    { siteIds: [house.site.id] },
    { password: "another long password" },
    { isActive: false },
  ]) {
    const person = await house.signInAs("front_desk");
    const changed = await house.owner.ask("PATCH", `/api/staff/${person.account.id}`, change);
    expect(changed.status).toBe(200);
    expect((await person.ask("GET", "/api/session")).status).toBe(401);
  }
});

test("[PEOPLE-5] another name alone ends nothing; the owner can sign an account out everywhere", async () => {
  const person = await house.signInAs("front_desk");
  const path = `/api/staff/${person.account.id}`;
  await house.owner.ask("PATCH", path, { fullName: "Zoë Ďuriš" });
  expect((await person.ask("GET", "/api/session")).body).toMatchObject({ fullName: "Zoë Ďuriš" });
  expect((await house.owner.ask("DELETE", `${path}/sessions`)).status).toBe(204);
  expect((await person.ask("GET", "/api/session")).status).toBe(401);
});

test("[PEOPLE-5] changing one's own password ends the other sessions and keeps this one", async () => {
  const person = await house.signInAs("front_desk");
  const other = await signIn(person.account.email);
  const cookie = other.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const next = "an even longer password";
  const path = "/api/session/password";
  const wrong = await person.ask("PUT", path, { current: "not it", next });
  expect(wrong).toMatchObject({ status: 401, body: { code: "wrong-credentials" } });
  expect((await person.ask("PUT", path, { current: PASSWORD, next: "short" })).status).toBe(400);
  expect((await person.ask("PUT", path, { current: PASSWORD, next })).status).toBe(204);
  expect((await askAs(house.url, cookie, "GET", "/api/session")).status).toBe(401);
  expect((await person.ask("GET", "/api/session")).status).toBe(200);
  expect((await signIn(person.account.email, next)).status).toBe(200);
});

test("[PEOPLE-6] the last active owner stays one, and an owner sees every site", async () => {
  const { id } = house.owner.account;
  for (const change of [{ role: "manager" }, { isActive: false }]) {
    const answer = await house.owner.ask("PATCH", `/api/staff/${id}`, change);
    expect(answer).toMatchObject({ status: 409, body: { code: "last-owner" } });
  }
  const limited = await house.owner.ask("PATCH", `/api/staff/${id}`, { siteIds: [house.site.id] });
  expect(limited).toMatchObject({ status: 400, body: { code: "invalid-request" } });
});

test("[PEOPLE-6] two owners who demote each other at once do not leave the house without one", async () => {
  const other = await openTestHouse();
  const second = await other.signInAs("owner");
  const role = { role: "manager" };
  await Promise.all([
    other.owner.ask("PATCH", `/api/staff/${second.account.id}`, role),
    second.ask("PATCH", `/api/staff/${other.owner.account.id}`, role),
  ]);
  const owners = await other.database.database
    .selectFrom("staff")
    .select("id")
    .where("role", "=", "owner")
    .where("is_active", "=", true)
    .execute();
  expect(owners).toHaveLength(1);
  await other.close();
});

test("[PEOPLE-7] whoever is limited to a site sees and changes only that one", async () => {
  const opened = await house.owner.ask("POST", "/api/sites", {
    name: "Second site",
    timeZone: "Europe/Warsaw",
  });
  expect(opened).toMatchObject({ status: 201, body: { doors: [{ name: "Front desk" }] } });
  const { id, doors } = opened.body as { id: string; doors: { id: string }[] };
  const person = await house.signInAs("manager", { siteIds: [id] });
  expect(person.account.siteIds).toEqual([id]);
  const sites = (await person.ask("GET", "/api/sites")).body as { id: string }[];
  expect(sites.map((site) => site.id)).toEqual([id]);
  const elsewhere = await person.ask("PATCH", `/api/sites/${house.site.id}`, { capacity: 5 });
  expect(elsewhere).toMatchObject({ status: 404, body: { code: "unknown-site" } });
  const door = await person.ask("PATCH", `/api/doors/${house.doorId}`, { name: "Mine" });
  expect(door).toMatchObject({ status: 404, body: { code: "unknown-door" } });
  expect(
    (await person.ask("PATCH", `/api/doors/${doors[0]?.id}`, { zone: "Hall" })).body,
  ).toMatchObject({ name: "Front desk", channel: "desk", zone: "Hall" });
  const third = await person.ask("POST", "/api/sites", { name: "Third", timeZone: "UTC" });
  expect(third).toMatchObject({ status: 403, body: { code: "not-allowed" } });
  const unknown = { fullName: "A", email: "a@gym.example", password: PASSWORD, role: "trainer" };
  const nowhere = await house.owner.ask("POST", "/api/staff", {
    ...unknown,
    siteIds: [house.doorId],
  });
  expect(nowhere).toMatchObject({ status: 400, body: { code: "invalid-request" } });
});

test("[PEOPLE-8] the audit keeps who changed what, before and after, and never a password", async () => {
  const person = await house.signInAs("front_desk");
  const { id } = person.account;
  await house.owner.ask("PATCH", `/api/staff/${id}`, {
    role: "manager",
    password: "a secret one 12",
  });
  const lines = await house.database.database
    .selectFrom("audit")
    .selectAll()
    .where("subject_id", "=", id)
    .orderBy("id")
    .execute();
  expect(lines.map(({ action }) => action)).toEqual([
    "staff-added",
    "staff-changed",
    "password-set",
  ]);
  expect(lines[1]).toMatchObject({
    staff_id: house.owner.account.id,
    before: { role: "front_desk" },
    after: { role: "manager" },
  });
  const everything = JSON.stringify(
    await house.database.database.selectFrom("audit").selectAll().execute(),
  );
  expect(everything).not.toMatch(/argon2|a secret one|a long password/);
});

test("[MEMBER-4] an e-mail that another account has is told with its field", async () => {
  const taken = await house.owner.ask("POST", "/api/staff", {
    ...{ fullName: "Copy", email: "OWNER@gym.example", password: PASSWORD, role: "trainer" },
  });
  expect(taken).toMatchObject({ status: 409, body: { code: "already-exists" } });
  expect(JSON.stringify(taken.body)).toContain("email: ");
  const rows = (await house.owner.ask("GET", "/api/staff")).body as StaffRow[];
  expect(rows.some(({ fullName }) => fullName === "Copy")).toBe(false);
});
