// Importing members from a file, over HTTP, into a real database.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ImportReport, MemberList, MemberProfile } from "../../protocol/http/members.ts";
import { listen } from "../support/door-acts.ts";
import type { Answer, TestHouse } from "../support/open-test-house.ts";
import { openTestHouse } from "../support/open-test-house.ts";

let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse();
});

afterAll(() => house.close());

async function send(file: string | Buffer, dryRun: boolean): Promise<Answer> {
  const response = await fetch(`${house.url}/api/members/import?dryRun=${dryRun}`, {
    method: "POST",
    headers: { origin: house.url, cookie: house.owner.cookie, "content-type": "text/csv" },
    body: typeof file === "string" ? file : new Uint8Array(file),
  });
  const body = (await response.json()) as never;
  return { status: response.status, headers: response.headers, body };
}

const count = async () =>
  ((await house.owner.ask("GET", "/api/members?limit=1")).body as MemberList).total;
const report = (answer: Answer) => answer.body as ImportReport;

const FILE = [
  "Mitglieds-Nr.;Vorname;Name;E-Mail;Geburtsdatum;Tarif;Beginn;Ende;Offener Betrag;Karte;Augenfarbe",
  "100;Jürgen;Müller;j.mueller@gym.example;24.12.1980;Gold;01.01.2026;31.12.2026;12,50 €;K-100;blau",
  ";Anna;Łoś;anna@gym.example;;standard;;;;;",
  "101;王;小明;;;Gold;01.02.2026;;;K-101;",
].join("\r\n");

test("[MEMBER-28] a dry run reports and leaves no trace; then all of it is there; then nothing is new", async () => {
  const before = await count();
  const dry = report(await send(FILE, true));
  expect(dry).toMatchObject({
    ...{ dryRun: true, lines: 3, added: 3, updated: 0, unchanged: 0 },
    ...{ plansCreated: ["Gold"], faults: [], notes: [] },
  });
  expect(dry.columns.at(-1)).toEqual({ heading: "Augenfarbe", field: null });
  expect(await count()).toBe(before);

  const client = await listen(house);
  const done = await send(FILE, false);
  expect(done.status).toBe(200);
  expect(report(done)).toMatchObject({ dryRun: false, added: 3, plansCreated: ["Gold"] });
  await client.wait("members_imported");
  expect(await count()).toBe(before + 3);

  const again = report(await send(FILE, false));
  expect(again).toMatchObject({ added: 0, updated: 0, unchanged: 3, plansCreated: [] });
  const changed = report(await send(FILE.replace("31.12.2026", "30.06.2027"), false));
  expect(changed).toMatchObject({ added: 0, updated: 1, unchanged: 2 });
  await client.wait("members_imported", ({ seq }) => seq !== undefined && seq > 1);
  expect(client.heard.filter(({ type }) => type === "members_imported")).toHaveLength(2);
  client.close();

  const found = await house.owner.ask("GET", "/api/members?search=muller");
  const { id } = (found.body as MemberList).rows[0] ?? { id: "" };
  const profile = (await house.owner.ask("GET", `/api/members/${id}`)).body as MemberProfile;
  expect(profile).toMatchObject({
    ...{ fullName: "Jürgen Müller", membershipNumber: "100", birthDate: "1980-12-24" },
    ...{
      dueCents: 1_250,
      planName: "Gold",
      endsOn: "2027-06-30",
      joinedOn: "2026-01-01",
      version: 2,
    },
    credentials: [{ code: "K-100", kind: "card" }],
  });
  expect(profile.memberships).toHaveLength(1);
  const numbers = (await house.owner.ask("GET", "/api/members?search=los")).body as MemberList;
  expect(numbers.rows[0]?.membershipNumber).toMatch(/^\d+$/);
});

test("[PEOPLE-8] an import leaves one line of its own, and one for every member it changed", async () => {
  await send("Number,Name\nAUD-1,Before\n", false);
  await send("Number,Name\nAUD-1,After\n", false);
  const lines = await house.database.database
    .selectFrom("audit")
    .select(["action", "staff_id", "before", "after"])
    .orderBy("id", "desc")
    .limit(2)
    .execute();
  const staff_id = house.owner.account.id;
  expect(lines).toMatchObject([
    { action: "members-imported", staff_id, after: { added: 0, updated: 1 } },
    {
      action: "member-changed",
      staff_id,
      before: { fullName: "Before" },
      after: { fullName: "After" },
    },
  ]);
});

test("[MEMBER-28] one bad line, and nothing of the file is kept", async () => {
  const before = await count();
  const file =
    "Name,E-mail,Plan\nGood One,good@gym.example,Silver\nBad One,not-an-address,Silver\n";
  const dry = report(await send(file, true));
  expect(dry.faults).toHaveLength(1);
  const refused = await send(file, false);
  expect(refused).toMatchObject({ status: 422, body: { code: "import-refused", retry: "fix" } });
  expect(JSON.stringify(refused.body)).toContain('line 3: e-mail \\"not-an-address\\"');
  expect(await count()).toBe(before);
  const plans = JSON.stringify((await house.owner.ask("GET", "/api/plans")).body);
  expect(plans).not.toContain("Silver");
});

test("[MEMBER-42] a look shows the first lines as they were read, and counts no line with a fault", async () => {
  const file =
    "Name,E-mail,Start,Plan\nAda One,a@gym.example,03/02/2026,Gold\nBad Two,nowhere,,Gold\n";
  const dry = report(await send(file, true));
  expect(dry).toMatchObject({ lines: 2, added: 1, updated: 0 });
  expect(dry.sample[0]).toEqual({
    line: 2,
    cells: [
      { field: "fullName", value: "Ada One" },
      { field: "email", value: "a@gym.example" },
      { field: "plan", value: "Gold" },
      { field: "startsOn", value: "2026-02-03" },
    ],
  });
});

test("[MEMBER-41] who is frozen or barred in the file is so at the door", async () => {
  const file = "Number,Name,Plan,State\nS-1,Frozen One,Gold,frozen\nS-2,Barred One,Gold,barred\n";
  expect(report(await send(file, false))).toMatchObject({ added: 2, faults: [] });
  const found = async (search: string) =>
    ((await house.owner.ask("GET", `/api/members?search=${search}`)).body as MemberList).rows[0];
  expect(await found("S-1")).toMatchObject({ state: "frozen", isBarred: false });
  expect(await found("S-2")).toMatchObject({ state: "active", isBarred: true });
  expect(report(await send(file, false))).toMatchObject({ updated: 0, unchanged: 2 });
});

test("[MEMBER-44] plans from a file take the place of the set-up's, where nobody has that", async () => {
  const other = await openTestHouse();
  const response = await fetch(`${other.url}/api/members/import?dryRun=false`, {
    method: "POST",
    headers: { origin: other.url, cookie: other.owner.cookie, "content-type": "text/csv" },
    body: "Name,Plan\nAda,10 visits\n",
  });
  const { notes } = (await response.json()) as ImportReport;
  expect(notes.join(" ")).toContain("The plan Standard, made when the gym was set up, is removed");
  expect((await other.owner.ask("GET", "/api/plans")).body).toMatchObject([
    { name: "10 visits", visits: 10, memberCount: 1 },
  ]);
  await other.close();
});

test("[MEMBER-28] a file that is none is refused with a sentence", async () => {
  for (const file of ["", "just,words\n1,2\n", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])]) {
    const refused = await send(file, false);
    expect(refused).toMatchObject({ status: 422, body: { code: "import-refused" } });
    expect(JSON.stringify(refused.body)).toContain("no column for the name");
  }
});

test("[MEMBER-28] the same file twice at once is one import", async () => {
  const lines = Array.from({ length: 300 }, (_each, index) => `N-${index},Member ${index}`);
  const file = ["Number,Name", ...lines].join("\n");
  const answers = (await Promise.all([send(file, false), send(file, false)])).map(report);
  expect(answers.map(({ added }) => added).toSorted((a, b) => a - b)).toEqual([0, 300]);
  expect(answers.map(({ unchanged }) => unchanged).toSorted((a, b) => a - b)).toEqual([0, 300]);
});
