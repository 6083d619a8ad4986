// What bounds the socket: rights, rates, revocation, slow listeners, a server that goes.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addMember, checkIn, listen } from "../support/door-acts.ts";
import type { TestHouse } from "../support/open-test-house.ts";
import { openTestHouse } from "../support/open-test-house.ts";

let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse({
    limits: { messages: { perSecond: 50, burst: 60 } },
  });
});

afterAll(() => house.close());

test("[WIRE-28] a role without the right is told so, and nothing happens", async () => {
  const member = await addMember(house, "Tess Trainee");
  const trainer = await house.signInAs("trainer");
  const client = await listen(house, trainer);
  client.say(checkIn(house, member.id));
  expect((await client.wait("error")).payload).toMatchObject({
    code: "not-allowed",
    details: ["door:operate"],
  });
  const visits = await house.database.pool.query("select 1 from visit where member_id = $1", [
    member.id,
  ]);
  expect(visits.rows).toHaveLength(0);
  client.close();
});

test("[WIRE-28] a site that one may not see does not exist", async () => {
  const made = await house.owner.ask("POST", "/api/sites", {
    name: "Other",
    timeZone: "Europe/Paris",
  });
  expect(made.status).toBeLessThan(300);
  const other = (made.body as { id: string }).id;
  const desk = await house.signInAs("front_desk", { siteIds: [house.site.id] });
  const client = await listen(house, desk);
  client.say({ type: "subscribe", payload: { site: other } });
  expect((await client.wait("error")).payload).toMatchObject({ code: "unknown-site" });
  client.say({ type: "subscribe", payload: { site: randomUUID() } });
  await client.wait("error", (message) => client.heard.indexOf(message) > 2);
  const over = await desk.ask("GET", `/api/sites/${other}/live`);
  expect(over).toMatchObject({ status: 404, body: { code: "unknown-site" } });
  client.close();
});

test("[WIRE-29] who sends too fast is sent back with the time to wait, and closed with 4029 in the end", async () => {
  const client = await listen(house);
  for (let count = 0; count < 200; count += 1) client.say({ type: "ping" });
  const problem = await client.wait("error");
  expect(problem.payload).toMatchObject({ code: "too-fast", retry: "later" });
  for (let count = 0; count < 1_000; count += 1) client.say({ type: "ping" });
  expect((await client.closed()).code).toBe(4029);
});

test("[WIRE-30] signing out, a changed role and a deactivated account end their sockets with 4001", async () => {
  const leaver = await house.signInAs("front_desk");
  const first = await listen(house, leaver);
  await leaver.ask("DELETE", "/api/session");
  expect((await first.closed()).code).toBe(4001);

  const promoted = await house.signInAs("front_desk");
  const second = await listen(house, promoted);
  await house.owner.ask("PATCH", `/api/staff/${promoted.account.id}`, { role: "trainer" });
  expect((await second.closed()).code).toBe(4001);

  const gone = await house.signInAs("manager");
  const third = await listen(house, gone);
  await house.owner.ask("PATCH", `/api/staff/${gone.account.id}`, { isActive: false });
  expect((await third.closed()).code).toBe(4001);
  expect((await gone.ask("GET", "/api/session")).status).toBe(401);
});

test("[WIRE-32] a server that goes tells every client with 1012", async () => {
  const other = await openTestHouse();
  const client = await listen(other);
  await other.close();
  expect((await client.closed()).code).toBe(1012);
});
