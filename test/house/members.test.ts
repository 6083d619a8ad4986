// Members, plans, sites and photos over HTTP.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import sharp from "sharp";
import { must } from "../../domain/assert.ts";
import type { PlanRow } from "../../protocol/http/gym.ts";
import type { MemberList, MemberProfile } from "../../protocol/http/members.ts";
import { addMember, checkIn, listen } from "../support/door-acts.ts";
import type { Answer, Person, TestHouse } from "../support/open-test-house.ts";
import { openTestHouse } from "../support/open-test-house.ts";

let house: TestHouse;
let desk: Person;
let planId: string;

beforeAll(async () => {
  house = await openTestHouse();
  desk = await house.signInAs("front_desk");
  planId = must(((await desk.ask("GET", "/api/plans")).body as PlanRow[])[0], "plan").id;
});

afterAll(() => house.close());

const add = (fields: Record<string, unknown>) => desk.ask("POST", "/api/members", fields);
const profileOf = (answer: Answer) => answer.body as MemberProfile;
const find = async (query: string) =>
  (await desk.ask("GET", `/api/members?${query}`)).body as MemberList;
const names = async (query: string) => (await find(query)).rows.map(({ fullName }) => fullName);
const problem = (status: number, code: string, detail?: string) => ({
  status,
  body: {
    code,
    ...(detail !== undefined && { details: [expect.stringContaining(detail)] as unknown }),
  },
});

test("[MEMBER-1] the list finds by any part, and who is meant comes first", async () => {
  await addMember(house, "Marianna Zielińska");
  await addMember(house, "Anna Łoś", { phone: "+48 600-100-200", membershipNumber: "77" });
  await addMember(house, "Josef Anna%_\\", { email: "jo@gym.example" });
  expect(await names("search=anna")).toEqual(["Anna Łoś", "Josef Anna%_\\", "Marianna Zielińska"]);
  expect(await names("search=los+ANNA")).toEqual(["Anna Łoś"]);
  expect(await names("search=600100200")).toEqual(["Anna Łoś"]);
  expect((await names("search=77"))[0]).toBe("Anna Łoś");
  expect(await names("search=jo@gym")).toEqual(["Josef Anna%_\\"]);
  expect(await names(`search=${encodeURIComponent("%_\\")}`)).toEqual(["Josef Anna%_\\"]);
  expect(await find("search=anna&limit=1&offset=1")).toMatchObject({
    rows: [{ fullName: "Josef Anna%_\\" }],
    total: 3,
  });
  expect(await find("search=anna&offset=50")).toEqual({ rows: [], total: 3 });
  await addMember(house, "Jäger Petula");
  await addMember(house, "Ute Jäger");
  expect(await names("search=J%C3%84GER+U")).toEqual(["Ute Jäger", "Jäger Petula"]);
});

test("[MEMBER-2] the membership that serves best speaks, and the list narrows by it", async () => {
  const rowOf = async (name: string) => (await find(`search=${name}`)).rows[0];
  const hold = (id: string, startsOn: string, endsOn: string | null = null) =>
    desk.ask("POST", `/api/members/${id}/memberships`, { planId, startsOn, endsOn });
  const ended = profileOf(await add({ fullName: "Stan Ended" }));
  expect(await rowOf("stan")).toMatchObject({ state: "none", planName: null, endsOn: null });
  await hold(ended.id, "2019-01-01", "2019-12-31");
  expect(await rowOf("stan")).toMatchObject({ state: "ended", endsOn: "2019-12-31" });
  await hold(ended.id, "2999-01-01");
  expect(await rowOf("stan")).toMatchObject({ state: "not_started", planName: "Standard" });
  const now = profileOf(await hold(ended.id, "2020-01-01", "2998-12-31"));
  const running = must(
    now.memberships.find(({ state }) => state === "active"),
    "active membership",
  );
  expect(now).toMatchObject({ state: "active", endsOn: "2998-12-31" });
  const freeze = { from: "2020-02-01", until: null };
  await desk.ask("PATCH", `/api/memberships/${running.id}`, { freeze });
  expect(await rowOf("stan")).toMatchObject({ state: "frozen" });
  const used = { freeze: null, visitsLeft: 0 };
  const spent = profileOf(await desk.ask("PATCH", `/api/memberships/${running.id}`, used));
  expect(spent).toMatchObject({ state: "not_started" });

  expect(await names("state=not_started")).toEqual(["Stan Ended"]);
  expect(await names(`state=not_started&plan=${planId}`)).toEqual(["Stan Ended"]);
  expect(await names("state=frozen")).toEqual([]);
  await add({ fullName: "Nora Nothing" });
  expect(await names("state=none")).toEqual(["Nora Nothing"]);
});

test("[MEMBER-2] who is inside is told by the visits, with the latest of them", async () => {
  const member = await addMember(house, "Ines Inside");
  const client = await listen(house, desk);
  client.say(checkIn(house, member.id));
  await client.wait("check_in_success");
  client.close();
  expect(await names("inside=true")).toEqual(["Ines Inside"]);
  expect(await names("inside=false&search=ines")).toEqual([]);
  const row = must((await find("search=ines")).rows[0], "row");
  expect(row.insideSince).not.toBeNull();
  expect(row.lastVisitAt).toBe(row.insideSince);
  const visits = (await desk.ask("GET", `/api/members/${member.id}/visits`)).body;
  expect(visits).toMatchObject({ total: 1, rows: [{ siteName: "Test Gym", undoneAt: null }] });
  const decisions = (await desk.ask("GET", `/api/members/${member.id}/decisions`)).body;
  expect(decisions).toMatchObject([{ decision: { verdict: "admit" }, door: "Front desk" }]);
});

test("[MEMBER-3] what a change leaves out stays, and an edit of an older version is refused", async () => {
  const first = profileOf(
    await add({ fullName: "Vera", phone: "1", note: "knee", dueCents: 500, barredNote: "" }),
  );
  expect(first).toMatchObject({ version: 1, isBarred: true, dueCents: 500 });
  expect(first.dueSince).toBe(first.joinedOn);
  const path = `/api/members/${first.id}`;
  const second = await desk.ask("PATCH", path, { phone: null, version: 1 });
  expect(second.body).toEqual({ ...first, phone: null, version: 2 });
  const stale = await desk.ask("PATCH", path, { note: "lost", version: 1 });
  expect(stale).toMatchObject(problem(409, "edited-meanwhile"));
  const same = await desk.ask("PATCH", path, { note: "knee", version: 2 });
  expect(profileOf(same).version).toBe(2);
  const paid = await desk.ask("PATCH", path, { dueCents: 0 });
  expect(paid.body).toMatchObject({ note: "knee", dueCents: 0, dueSince: null });

  const door = await house.owner.ask("POST", `/api/sites/${house.site.id}/doors`, {
    ...{ name: "Back", channel: "turnstile", zone: "Yard" },
  });
  const { id } = door.body as { id: string };
  const renamed = await house.owner.ask("PATCH", `/api/doors/${id}`, { name: "Rear" });
  expect(renamed.body).toMatchObject({ name: "Rear", channel: "turnstile", zone: "Yard" });
});

test("[MEMBER-3] the next free number is given, and two at once get two", async () => {
  const added = await Promise.all([1, 2, 3, 4].map(() => add({ fullName: "Twin" })));
  const numbers = added.map((answer) => profileOf(answer).membershipNumber);
  expect(new Set(numbers).size).toBe(4);
  for (const number of numbers) expect(number).toMatch(/^\d{4,}$/);
});

test("[MEMBER-4] what is taken is told with its field, and nothing is half done", async () => {
  const first = profileOf(
    await add({ fullName: "First", membershipNumber: "T-1", credential: "C1" }),
  );
  const number = await add({ fullName: "Second", membershipNumber: "T-1" });
  expect(number).toMatchObject(problem(409, "already-exists", "membershipNumber: "));
  const card = await add({ fullName: "Second", membershipNumber: "T-2", credential: "C1" });
  expect(card).toMatchObject(problem(409, "already-exists", "credential: "));
  const again = await desk.ask("POST", `/api/members/${first.id}/credentials`, { code: "C1" });
  expect(again).toMatchObject(problem(409, "already-exists", "code: "));
  expect(await names("search=second")).toEqual([]);
  const { owner, site } = house;
  const plan = await owner.ask("POST", "/api/plans", { name: "Standard" });
  expect(plan).toMatchObject(problem(409, "already-exists", "name: another plan"));
  const twin = await owner.ask("POST", "/api/sites", { name: site.name, timeZone: "UTC" });
  expect(twin).toMatchObject(problem(409, "already-exists", "name: another site"));
  const door = { name: "Front desk" };
  const second = await owner.ask("POST", `/api/sites/${site.id}/doors`, door);
  expect(second).toMatchObject(problem(409, "already-exists", "name: another door"));
});

test("[MEMBER-5] names in any script and emoji are kept as they are written", async () => {
  for (const fullName of [
    "王小明",
    "محمد علي",
    "Ольга Ёжикова",
    "ประยุทธ์",
    "👩‍👩‍👧 Fam",
    "O'Neill <b>",
  ]) {
    const added = profileOf(await add({ fullName, note: fullName }));
    expect([added.fullName, added.note]).toEqual([fullName, fullName]);
    expect(await names(`search=${encodeURIComponent(fullName)}`)).toContain(fullName);
  }
});

test("[MEMBER-5] a text that is too long or that no table takes is refused with what is wrong", async () => {
  const note = "n".repeat(10_000);
  const bad: [Record<string, unknown>, string][] = [
    [{ fullName: "A", note }, "note: "],
    [{ fullName: "x".repeat(121) }, "fullName: "],
    [{ fullName: "   " }, "fullName: "],
    [{ fullName: 7 }, "fullName: "],
    [{ fullName: "A", email: "nope" }, "email: "],
    [{ fullName: "A", birthDate: "2999-01-01" }, "birthDate: "],
    [{ fullName: "A", birthDate: "2023-02-29" }, "birthDate: "],
    [{ fullName: "A\u0000" }, "fullName: "],
    [{ fullName: "A", colour: "red" }, ""],
  ];
  for (const [fields, detail] of bad) {
    expect(await add(fields)).toMatchObject(problem(400, "invalid-request", detail));
  }
  const unknown = "018f0000-0000-7000-8000-000000000001";
  for (const path of [`/${unknown}`, `/${unknown}/visits`, `/${unknown}/decisions`]) {
    expect(await desk.ask("GET", `/api/members${path}`)).toMatchObject(problem(404, "not-found"));
  }
  expect(await desk.ask("GET", "/api/members/7")).toMatchObject(problem(400, "invalid-request"));
  const broken = await desk.ask("POST", "/api/members", "{not json");
  expect(broken).toMatchObject(problem(400, "not-json"));
});

test("[MEMBER-6] a membership and a freeze are in order, and an old plan is not sold", async () => {
  const { id } = profileOf(await add({ fullName: "Otto Order" }));
  const path = `/api/members/${id}/memberships`;
  const backwards = { planId, startsOn: "2026-02-01", endsOn: "2026-01-31" };
  expect(await desk.ask("POST", path, backwards)).toMatchObject(
    problem(400, "invalid-request", "endsOn: "),
  );
  const pack = (await house.owner.ask("POST", "/api/plans", { name: "Ten", visits: 10 }))
    .body as PlanRow;
  const held = profileOf(await desk.ask("POST", path, { planId: pack.id, startsOn: "2026-01-01" }));
  expect(held.memberships).toMatchObject([{ planName: "Ten", visitsLeft: 10, endsOn: null }]);
  const membership = `/api/memberships/${held.memberships[0]?.id}`;
  const freeze = { from: "2026-03-01", until: "2026-03-01" };
  expect(await desk.ask("PATCH", membership, { freeze })).toMatchObject(
    problem(400, "invalid-request", "freeze.until: "),
  );
  expect(await desk.ask("PATCH", membership, { endsOn: "2025-12-31" })).toMatchObject(
    problem(400, "invalid-request", "endsOn: "),
  );
  await house.owner.ask("PATCH", `/api/plans/${pack.id}`, { isActive: false });
  const plans = (await desk.ask("GET", "/api/plans")).body as PlanRow[];
  expect(plans.find((plan) => plan.id === pack.id)).toMatchObject({
    ...{ isActive: false, visits: 10, memberCount: 1 },
  });
  const sold = await desk.ask("POST", path, { planId: pack.id, startsOn: "2026-01-01" });
  expect(sold).toMatchObject(problem(400, "invalid-request", "planId: "));
});

test("[MEMBER-7] a new card replaces the older ones of its kind", async () => {
  const { id } = profileOf(await add({ fullName: "Cara Card", credential: "OLD-1" }));
  const path = `/api/members/${id}/credentials`;
  await desk.ask("POST", path, { kind: "pin", code: "4711" });
  const after = profileOf(await desk.ask("POST", path, { code: "NEW-1", replaces: true }));
  const replaced = after.credentials.map(({ code, replacedAt }) => [code, replacedAt !== null]);
  expect(Object.fromEntries(replaced)).toEqual({ "OLD-1": true, "4711": false, "NEW-1": false });
});

test("[MEMBER-8] screens hear at once of another capacity, and of members, plans and accounts", async () => {
  const client = await listen(house, desk);
  const changed = await house.owner.ask("PATCH", `/api/sites/${house.site.id}`, { capacity: 42 });
  expect(changed.body).toMatchObject({ capacity: 42, hours: null, name: "Test Gym" });
  const event = await client.wait("site_changed");
  expect(event.payload).toMatchObject({ site: { id: house.site.id, capacity: 42 } });
  const added = profileOf(await add({ fullName: "Heard" }));
  await client.wait("member_changed", ({ payload }) => (payload as { id: string }).id === added.id);
  await house.owner.ask("PATCH", `/api/plans/${planId}`, {
    hours: [{ days: [1], from: "06:00", to: "24:00" }],
  });
  await client.wait("plan_changed");
  await house.signInAs("trainer");
  await client.wait("staff_changed");
  client.close();
  await house.owner.ask("PATCH", `/api/plans/${planId}`, { hours: null });
});

async function upload(id: string, picture: Buffer, type = "image/jpeg"): Promise<Answer> {
  const response = await fetch(`${house.url}/api/members/${id}/photo`, {
    method: "PUT",
    headers: { origin: house.url, cookie: desk.cookie, "content-type": type },
    body: new Uint8Array(picture),
  });
  const body = (await response.json()) as never;
  return { status: response.status, headers: response.headers, body };
}

test("[MEMBER-9] a photo is written anew in two sizes, upright and without its metadata", async () => {
  const { id } = profileOf(await add({ fullName: "Paula Photo" }));
  const picture = await sharp({
    create: { width: 1200, height: 800, channels: 3, background: "#d44" },
  })
    .withExif({ IFD0: { Artist: "someone secret" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const url = must(profileOf(await upload(id, picture)).photoUrl, "photo");
  const fetched = async (size: string) => {
    const headers = { cookie: desk.cookie };
    const response = await fetch(`${house.url}${url}?size=${size}`, { headers });
    expect(response.headers.get("content-type")).toBe("image/webp");
    expect(response.headers.get("cache-control")).toContain("immutable");
    return sharp(Buffer.from(await response.arrayBuffer())).metadata();
  };
  const large = await fetched("large");
  expect([large.width, large.height, large.exif]).toEqual([341, 512, undefined]);
  const small = await fetched("small");
  expect([small.width, small.height, small.format]).toEqual([96, 96, "webp"]);
  expect((await fetch(`${house.url}${url}`)).status).toBe(401);

  const without = await desk.ask("DELETE", `/api/members/${id}/photo`);
  expect(without.body).toMatchObject({ photoUrl: null });
  expect((await desk.ask("GET", url)).status).toBe(404);
});

test("[MEMBER-9] what is no picture, or unpacks to too much, is refused", async () => {
  const { id } = profileOf(await add({ fullName: "Nina Nophoto" }));
  const bomb = await sharp({
    create: { width: 9000, height: 9000, channels: 3, background: "#000" },
  })
    .png()
    .toBuffer();
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  const cut = (
    await sharp({ create: { width: 400, height: 400, channels: 3, background: "#0f0" } })
      .png()
      .toBuffer()
  ).subarray(0, 200);
  for (const bytes of [Buffer.from("hello"), Buffer.alloc(0), svg, cut, bomb]) {
    expect(await upload(id, bytes)).toMatchObject(problem(422, "photo-unreadable"));
  }
  expect(await upload(id, Buffer.alloc(10 * 1024 * 1024 + 1))).toMatchObject(
    problem(413, "too-big"),
  );
  expect(await upload(id, svg, "text/html")).toMatchObject({ status: 400 });
});

test("[MEMBER-45] who has never been at the door can be removed, and the card is free again", async () => {
  const { id } = await addMember(house, "Twice Typed", { credential: "TWICE-1" });
  expect(await desk.ask("DELETE", `/api/members/${id}`)).toMatchObject({ status: 403 });
  const client = await listen(house);
  expect((await house.owner.ask("DELETE", `/api/members/${id}`)).status).toBe(204);
  const told = await client.wait("member_changed");
  expect(told.payload).toMatchObject({ id });
  client.close();
  expect((await desk.ask("GET", `/api/members/${id}`)).status).toBe(404);
  expect((await house.owner.ask("DELETE", `/api/members/${id}`)).status).toBe(404);
  expect((await add({ fullName: "Once Typed", credential: "TWICE-1" })).status).toBe(201);
});

test("[MEMBER-45] whoever has been at the door stays, let in or not", async () => {
  const visitor = await addMember(house, "Vera Visitor");
  const refused = profileOf(await add({ fullName: "Rita Refused" }));
  for (const { id } of [visitor, refused]) {
    await desk.ask(
      "POST",
      `/api/sites/${house.site.id}/check-ins`,
      { memberId: id, location: { doorId: house.doorId } },
      { "idempotency-key": randomUUID() },
    );
    const answer = await house.owner.ask("DELETE", `/api/members/${id}`);
    expect(answer).toMatchObject(problem(409, "has-history"));
    expect((await desk.ask("GET", `/api/members/${id}`)).status).toBe(200);
  }
});

test("[MEMBER-4] a card that is taken says whose it is", async () => {
  const { id, membershipNumber } = await addMember(house, "Cara Cardholder", {
    credential: "CARD-OF-CARA",
  });
  const taken = `CARD-OF-CARA`;
  expect(await add({ fullName: "Neu Neumann", credential: taken })).toMatchObject(
    problem(
      409,
      "already-exists",
      `credential: Cara Cardholder (${membershipNumber}) has this card or code`,
    ),
  );
  const again = { kind: "barcode", code: taken, replaces: false };
  expect(await desk.ask("POST", `/api/members/${id}/credentials`, again)).toMatchObject(
    problem(409, "already-exists", "code: this member has this card or code already"),
  );
});

test("[MEMBER-46] the owner changes the gym's name and currency, and every account hears of it", async () => {
  const { owner } = house;
  const change = (body: Record<string, unknown>) => owner.ask("PATCH", "/api/organisation", body);
  expect((await owner.ask("GET", "/api/session")).body).toMatchObject({ currency: "EUR" });
  const client = await listen(house);
  const changed = await change({ name: "Żółw Gym", currency: "PLN" });
  expect(changed).toMatchObject({ status: 200, body: { name: "Żółw Gym", currency: "PLN" } });
  await client.wait("sites_changed");
  client.close();
  expect((await desk.ask("GET", "/api/session")).body).toMatchObject({
    organisation: "Żółw Gym",
    currency: "PLN",
  });
  for (const currency of ["XYZ", "pln", "Euro", ""]) {
    expect(await change({ currency })).toMatchObject({ status: 400 });
  }
  const manager = await house.signInAs("manager");
  expect((await manager.ask("PATCH", "/api/organisation", { currency: "EUR" })).status).toBe(403);
});
