// Pairing a browser, and the book that it may then hold: who gets it, what stands in it, what has changed.
import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { must } from "../../domain/assert.ts";
import type { Book, BookChanges } from "../../domain/book.ts";
import { book as bookSchema, bookChanges } from "../../protocol/http/offline.ts";
import type { Device, DeviceRow } from "../../protocol/http/offline.ts";
import type { SiteWithDoors } from "../../protocol/http/gym.ts";
import { askAs, openTestHouse } from "../support/open-test-house.ts";
import type { Answer, Person, TestHouse } from "../support/open-test-house.ts";

let house: TestHouse;
let planId: string;

beforeAll(async () => {
  house = await openTestHouse();
  const plans = await house.owner.ask("GET", "/api/plans");
  planId = must((plans.body as { id: string }[])[0], "plan").id;
});

afterAll(() => house.close());

interface Paired {
  readonly device: Device;
  readonly cookie: string;
  /** As the browser sets it. */
  readonly header: string;
}

async function pair(who: Person = house.owner, held = "", siteId = house.site.id): Promise<Paired> {
  const doorId = must(doorsOf.get(siteId) ?? house.doorId, "door");
  const asked = { name: "Counter", siteId, doorId };
  const cookie = [who.cookie, held].filter((part) => part !== "").join("; ");
  const answer = await askAs(house.url, cookie, "POST", "/api/devices", asked);
  expect(answer.status).toBe(201);
  const header = must(answer.headers.getSetCookie()[0], "device cookie");
  return { device: answer.body, cookie: must(header.split(";")[0], "cookie"), header };
}

const doorsOf = new Map<string, string>();

async function openSite(name: string): Promise<SiteWithDoors> {
  const opened = await house.owner.ask("POST", "/api/sites", { name, timeZone: "Europe/Berlin" });
  const site: SiteWithDoors = opened.body;
  doorsOf.set(site.id, must(site.doors[0], "door").id);
  return site;
}

function askBook(who: Person, device: string, path = "", headers = {}): Promise<Answer> {
  const cookie = [who.cookie, device].filter((part) => part !== "").join("; ");
  return askAs(
    house.url,
    cookie,
    "GET",
    `/api/sites/${house.site.id}/book${path}`,
    undefined,
    headers,
  );
}

async function readBook(device: string): Promise<Book> {
  const answer = await askBook(house.owner, device);
  expect(answer.status).toBe(200);
  return answer.body;
}

function changesSince({ position, builtAt }: Pick<Book, "position" | "builtAt">, device: string) {
  const { epoch, seq } = position;
  return askBook(house.owner, device, `/changes?epoch=${epoch}&since=${seq}&builtAt=${builtAt}`);
}

async function addMember(fullName: string, more = {}): Promise<{ id: string }> {
  const membership = { planId, startsOn: "2020-01-01" };
  const asked = { fullName, membership, credential: `code of ${fullName}`, ...more };
  return (await house.owner.ask("POST", "/api/members", asked)).body;
}

async function checkIn(memberId: string, doorId = house.doorId, siteId = house.site.id) {
  const answer = await house.owner.ask(
    ...(["POST", `/api/sites/${siteId}/check-ins`] as const),
    { memberId, location: { doorId } },
    { "idempotency-key": randomUUID() },
  );
  expect(answer.status).toBe(200);
  return answer.body as { visit: { id: string } };
}

describe("a device", () => {
  test("[DEVICE-1] its secret is in a cookie out of reach of scripts; the table knows a hash", async () => {
    const { device, cookie, header } = await pair();
    expect(header).toMatch(/^av_device=[\w-]{43}; /);
    expect(header).toMatch(/HttpOnly/);
    expect(header).toMatch(/SameSite=Strict/);
    expect(device).toMatchObject({ name: "Counter", siteId: house.site.id, doorId: house.doorId });
    const secret = must(cookie.split("=")[1], "secret");
    const tables = await house.database.pool.query<{ all: string }>(
      "select string_agg(d::text, '') || (select string_agg(a::text, '') from audit a) as all from device d",
    );
    expect(must(tables.rows[0], "tables").all).not.toContain(secret);
    expect(JSON.stringify(device)).not.toContain(secret);
  });

  test("[DEVICE-2] a browser learns what it is paired as, and that it is not any more", async () => {
    const { device, cookie } = await pair();
    const ask = () =>
      askAs(house.url, `${house.owner.cookie}; ${cookie}`, "GET", "/api/devices/this");
    expect((await ask()).body).toEqual(device);
    expect((await house.owner.ask("GET", "/api/devices/this")).body).toBeNull();
    await house.owner.ask("DELETE", `/api/devices/${device.id}`);
    expect((await ask()).body).toBeNull();
  });

  test("[DEVICE-31] it learns that it is revoked though nobody is signed in, and nobody without it learns anything", async () => {
    const { device, cookie } = await pair();
    const ask = (cookies: string | null) => askAs(house.url, cookies, "GET", "/api/devices/this");
    expect((await ask(cookie)).body).toEqual(device);
    for (const guess of [null, "av_device=", `av_device=${device.id}`]) {
      expect((await ask(guess)).body).toBeNull();
    }
    await house.owner.ask("DELETE", `/api/devices/${device.id}`);
    expect((await ask(cookie)).body).toBeNull();
  });

  test("[DEVICE-3] a revoked device gets nothing from that moment, and keeps its line in the list", async () => {
    const { device, cookie } = await pair();
    const before = await readBook(cookie);
    expect((await house.owner.ask("DELETE", `/api/devices/${device.id}`)).status).toBe(204);
    const whole = await askBook(house.owner, cookie);
    expect([whole.status, whole.body]).toMatchObject([428, { code: "device-not-paired" }]);
    expect((await changesSince(before, cookie)).body).toMatchObject({ code: "device-not-paired" });
    const rows: readonly DeviceRow[] = (await house.owner.ask("GET", "/api/devices")).body;
    const row = rows.find(({ id }) => id === device.id);
    expect(row).toMatchObject({ doorName: "Front desk", pairedBy: "Olga Owner" });
    expect(row?.revokedAt).not.toBeNull();
    expect(row?.lastSeenAt).not.toBeNull();
  });

  test("[DEVICE-4] a browser that is paired anew is no longer what it was", async () => {
    const first = await pair();
    const second = await pair(house.owner, first.cookie);
    expect((await askBook(house.owner, first.cookie)).status).toBe(428);
    expect((await askBook(house.owner, second.cookie)).status).toBe(200);
  });

  test("[DEVICE-5] managers pair and revoke at their sites alone", async () => {
    const other = await openSite("Nord");
    const manager = await house.signInAs("manager", { siteIds: [other.id] });
    const there = await pair(manager, "", other.id);
    const asked = { name: "Mine", siteId: house.site.id, doorId: house.doorId };
    expect((await manager.ask("POST", "/api/devices", asked)).status).toBe(404);
    const crossed = { name: "Crossed", siteId: other.id, doorId: house.doorId };
    expect((await manager.ask("POST", "/api/devices", crossed)).body).toMatchObject({
      code: "unknown-door",
    });
    const here = await pair();
    expect((await manager.ask("DELETE", `/api/devices/${here.device.id}`)).status).toBe(404);
    const seen: readonly DeviceRow[] = (await manager.ask("GET", "/api/devices")).body;
    expect(seen.map(({ id }) => id)).toEqual([there.device.id]);
  });

  test("[DEVICE-6] pairing and revoking are kept with who did it", async () => {
    const { device } = await pair();
    await house.owner.ask("DELETE", `/api/devices/${device.id}`);
    const lines = await house.database.pool.query<{ action: string; staff_id: string }>(
      "select action, staff_id from audit where subject_id = $1 order by id",
      [device.id],
    );
    expect(lines.rows).toEqual([
      { action: "device-paired", staff_id: house.owner.account.id },
      { action: "device-revoked", staff_id: house.owner.account.id },
    ]);
  });
});

describe("a book", () => {
  test("[DEVICE-7] goes to a paired browser of the site with somebody at it who operates the door", async () => {
    const { cookie } = await pair();
    const other = await openSite("Süd");
    const elsewhere = await pair(house.owner, "", other.id);
    const desk = await house.signInAs("front_desk");
    const trainer = await house.signInAs("trainer");
    const foreign = await house.signInAs("front_desk", { siteIds: [other.id] });
    expect((await askBook(desk, cookie)).status).toBe(200);
    expect((await askBook(desk, "")).status).toBe(428);
    expect((await askBook(desk, "av_device=made-up")).status).toBe(428);
    expect((await askBook(desk, elsewhere.cookie)).status).toBe(428);
    expect((await askBook(trainer, cookie)).status).toBe(403);
    expect((await askBook(foreign, cookie)).status).toBe(404);
    expect((await askAs(house.url, cookie, "GET", `/api/sites/${house.site.id}/book`)).status).toBe(
      401,
    );
  });

  test("[OFFLINE-20] holds the site, its doors, and of every member what deciding needs", async () => {
    const { cookie } = await pair();
    const ada = await addMember("Ada", { note: "Shy.", dueCents: 500, dueSince: "2020-02-01" });
    const pack = await house.owner.ask("POST", "/api/plans", { name: "Ten", visits: 10 });
    const bob = await addMember("Bob", { barredNote: "Fight.", membership: undefined });
    await house.owner.ask("POST", `/api/members/${ada.id}/credentials`, {
      ...{ kind: "barcode", code: "new code", replaces: true },
    });
    const eve = await addMember("Eve", {
      membership: { planId: (pack.body as { id: string }).id, startsOn: "2020-01-01" },
    });
    await checkIn(eve.id);
    const found = await readBook(cookie);
    expect(bookSchema.parse(found)).toEqual(found);
    const stream = await house.database.pool.query(
      "select epoch, seq from stream where kind = 'organisation'",
    );
    expect(found.position).toEqual(stream.rows[0]);
    expect(found.site).toMatchObject({ id: house.site.id, timeZone: "Europe/Berlin" });
    expect(found.doors).toMatchObject([
      { id: house.doorId, offline: { admits: "same-rules", bookMaxHours: 24 } },
    ]);
    const of = (id: string) =>
      must(
        found.members.find((each) => each.id === id),
        id,
      );
    expect(of(ada.id)).toMatchObject({
      ...{ fullName: "Ada", note: "Shy.", barred: null },
      paymentDue: { amountCents: 500, since: "2020-02-01" },
      memberships: [{ startsOn: "2020-01-01", visitsLeft: null, covers: { siteIds: null } }],
    });
    const codes = of(ada.id).credentials.map(({ code, replacedAt }) => [code, replacedAt === null]);
    expect(new Map(codes as [string, boolean][])).toEqual(
      new Map([
        ["code of Ada", false],
        ["new code", true],
      ]),
    );
    expect(of(bob.id)).toMatchObject({ memberships: [], barred: { note: "Fight." } });
    expect("note" in of(bob.id)).toBe(false);
    expect("today" in of(ada.id)).toBe(false);
    const [membership] = of(eve.id).memberships;
    expect(membership?.visitsLeft).toBe(9);
    expect(of(eve.id).today).toMatchObject({ paid: [membership?.id], wasHere: true });
  });

  test("[OFFLINE-21] is not sent again where nothing has changed", async () => {
    const { cookie } = await pair();
    const first = await askBook(house.owner, cookie);
    const tag = { "if-none-match": must(first.headers.get("etag"), "etag") };
    expect((await askBook(house.owner, cookie, "", tag)).status).toBe(304);
    const fay = await addMember("Fay");
    const changed = await askBook(house.owner, cookie, "", tag);
    expect(changed.status).toBe(200);
    const next = { "if-none-match": must(changed.headers.get("etag"), "etag") };
    await checkIn(fay.id);
    expect((await askBook(house.owner, cookie, "", next)).status).toBe(200);
  });

  test("[OFFLINE-21] comes gzipped to those who take that, and plain to others", async () => {
    const { cookie } = await pair();
    expect((await askBook(house.owner, cookie)).headers.get("content-encoding")).toBe("gzip");
    // A fetch always says that it takes gzip.
    const plain = await new Promise<string>((resolve, reject) => {
      const headers = { cookie: `${house.owner.cookie}; ${cookie}` };
      request(`${house.url}/api/sites/${house.site.id}/book`, { headers }, (response) => {
        expect(response.headers["content-encoding"]).toBeUndefined();
        let text = "";
        response.setEncoding("utf8").on("data", (piece: string) => (text += piece));
        response.on("end", () => resolve(text));
      })
        .on("error", reject)
        .end();
    });
    expect(JSON.parse(plain)).toMatchObject({ site: { id: house.site.id } });
  });
});

describe("what a door may do without the server", () => {
  test("[OFFLINE-2] is set at the door, kept whole, and stands in the next book", async () => {
    const { cookie } = await pair();
    const path = `/api/doors/${house.doorId}`;
    const offline = { admits: "no-packs", bookMaxHours: 48 };
    expect((await house.owner.ask("PATCH", path, { offline })).body).toMatchObject({ offline });
    await house.owner.ask("PATCH", path, { zone: "Hall" });
    expect((await readBook(cookie)).doors).toMatchObject([{ zone: "Hall", offline }]);
    for (const wrong of [
      { admits: "everybody", bookMaxHours: 48 },
      { admits: "nobody", bookMaxHours: 0 },
      { admits: "nobody", bookMaxHours: 169 },
      { admits: "nobody" },
    ]) {
      expect((await house.owner.ask("PATCH", path, { offline: wrong })).status).toBe(400);
    }
    const usual = { admits: "same-rules", bookMaxHours: 24 };
    await house.owner.ask("PATCH", path, { offline: usual, zone: null });
    expect((await readBook(cookie)).doors).toMatchObject([{ zone: null, offline: usual }]);
  });
});

describe("what has changed since", () => {
  test("[OFFLINE-22] members who changed, whose plan did, or who came in anywhere; and who is gone", async () => {
    const { cookie } = await pair();
    const plan = await house.owner.ask("POST", "/api/plans", { name: "Off-peak" });
    const offPeak = (plan.body as { id: string }).id;
    const membership = { planId: offPeak, startsOn: "2020-01-01" };
    const [gus, hal, ida, jan, kim] = [
      await addMember("Gus"),
      await addMember("Hal", { membership }),
      await addMember("Ida"),
      await addMember("Jan"),
      await addMember("Kim"),
    ];
    const other = await openSite("West");
    const before = await readBook(cookie);
    // What was recorded in the last minute counts as new: nothing else was.
    await house.database.pool.query(
      "update visit set check_in_recorded_at = check_in_recorded_at - interval '1 hour'",
    );
    expect((await changesSince(before, cookie)).body).toMatchObject({ members: [], gone: [] });

    await house.owner.ask("PATCH", `/api/members/${gus.id}`, { barredNote: "Fight." });
    await house.owner.ask("PATCH", `/api/plans/${offPeak}`, { siteIds: [other.id] });
    await checkIn(ida.id, must(doorsOf.get(other.id), "door"), other.id);
    await house.owner.ask("DELETE", `/api/members/${jan.id}`);
    const answer = await changesSince(before, cookie);
    const changes: BookChanges = answer.body;
    expect(bookChanges.parse(changes)).toEqual(changes);
    expect(changes.gone).toEqual([jan.id]);
    const ids = changes.members.map(({ id }) => id);
    expect(ids.toSorted()).toEqual([gus.id, hal.id, ida.id].toSorted());
    expect(ids).not.toContain(kim.id);
    const of = (id: string) => changes.members.find((each) => each.id === id);
    expect(of(gus.id)?.barred).toEqual({ note: "Fight." });
    expect(of(hal.id)?.memberships[0]?.covers.siteIds).toEqual([other.id]);
    expect(of(ida.id)?.today).toMatchObject({ wasHere: false });
    expect(changes.position.seq).toBeGreaterThan(before.position.seq);

    const whole = await readBook(cookie);
    const merged = new Map(before.members.map((member) => [member.id, member]));
    for (const id of changes.gone) merged.delete(id);
    for (const member of changes.members) merged.set(member.id, member);
    expect(merged).toEqual(new Map(whole.members.map((member) => [member.id, member])));
  });

  test("[OFFLINE-22] whose check-in was taken back", async () => {
    const { cookie } = await pair();
    const leo = await addMember("Leo");
    const { visit } = await checkIn(leo.id);
    const before = await readBook(cookie);
    await house.database.pool.query(
      "update visit set check_in_recorded_at = check_in_recorded_at - interval '1 hour'",
    );
    await house.owner.ask(
      ...(["POST", `/api/sites/${house.site.id}/undos`] as const),
      { visitId: visit.id, what: "check_in" },
      { "idempotency-key": randomUUID() },
    );
    const changes: BookChanges = (await changesSince(before, cookie)).body;
    expect(changes.members.map(({ id }) => id)).toEqual([leo.id]);
    expect("today" in must(changes.members[0], "Leo")).toBe(false);
  });

  test("[OFFLINE-23] another history, a number ahead, a pruned log or an import lead to the whole", async () => {
    const { cookie } = await pair();
    await addMember("Mia");
    const now = await readBook(cookie);
    const { epoch, seq } = now.position;
    const outdated = async (position: Book["position"]) => {
      const answer = await changesSince({ position, builtAt: now.builtAt }, cookie);
      return [answer.status, (answer.body as { code?: string }).code];
    };
    expect(await outdated({ epoch, seq })).toEqual([200, undefined]);
    expect(await outdated({ epoch: "another", seq })).toEqual([409, "book-outdated"]);
    expect(await outdated({ epoch, seq: seq + 1 })).toEqual([409, "book-outdated"]);
    await house.database.pool.query(
      "delete from event e using stream s where s.id = e.stream_id and s.kind = 'organisation' and e.seq <= 2",
    );
    expect(await outdated({ epoch, seq: 0 })).toEqual([409, "book-outdated"]);
    expect(await outdated({ epoch, seq: 2 })).toEqual([200, undefined]);
    const csv = await house.owner.ask(
      "POST",
      "/api/members/import?dryRun=false",
      "name\nNora New\n",
      {
        "content-type": "text/csv",
      },
    );
    expect(csv.status).toBe(200);
    expect(await outdated({ epoch, seq })).toEqual([409, "book-outdated"]);
  });
});
