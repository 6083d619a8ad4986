import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importMembers } from "../../cli/import-members.ts";
import type { MemberList } from "../../protocol/http/members.ts";
import type { TestHouse } from "../support/open-test-house.ts";
import { openTestHouse } from "../support/open-test-house.ts";

let house: TestHouse;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "avgym-import-"));
  house = await openTestHouse();
});

afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

async function take(lines: readonly string[], dryRun = false) {
  const file = join(folder, "members.csv");
  await writeFile(file, lines.join("\n"));
  const said: string[] = [];
  const server = { url: house.url, key: house.house.operatorKey, dataFolder: folder };
  const isTaken = await importMembers(server, file, { dryRun }, (line) => said.push(line));
  const { body } = await house.owner.ask("GET", "/api/members");
  const { total } = body as MemberList;
  return { isTaken, said: said.join("\n"), total };
}

const HEAD = "Name,Membership number,E-mail,Shoe size";
const GOOD = [HEAD, "Ada Lovelace,M-1,ada@gym.example,38", "Zoë Ångström,M-2,zoe@gym.example,39"];

describe("[CLI-7] members from a file: all of it, or nothing", () => {
  test("with a line that is not right nothing is taken, and the line is named", async () => {
    const { isTaken, said, total } = await take([...GOOD, "Ben,M-3,not-an-address,40"]);
    expect(isTaken).toBe(false);
    expect(said).toMatch(/^line 4: .*not-an-address/m);
    expect(said).toMatch(/Nothing was imported: one line needs mending/);
    expect(total).toBe(0);
  });

  test("a look says what would happen and leaves it", async () => {
    const { isTaken, said, total } = await take(GOOD, true);
    expect(isTaken).toBe(true);
    expect(said).toMatch(/Name +fullName/);
    expect(said).toMatch(/Shoe size +\(not taken over\)/);
    expect(said).toMatch(/would be added +2/);
    expect(total).toBe(0);
  });

  test("taken once it adds, taken twice it changes nothing", async () => {
    const first = await take(GOOD);
    expect(first.said).toMatch(/added +2\n/);
    expect(first.total).toBe(2);
    const second = await take(GOOD);
    expect(second.said).toMatch(/as they were +2$/);
    expect(second.total).toBe(2);
  });
});
