import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { examine } from "../../cli/doctor.ts";
import type { ServerDirections } from "../../cli/find-server.ts";
import { openLive, until } from "../../cli/open-live.ts";
import { replay } from "../../cli/replay.ts";
import { snapshotOf } from "../../domain/live-view.ts";
import type { SiteWithDoors } from "../../protocol/http/gym.ts";
import type { TestHouse } from "../support/open-test-house.ts";
import { openTestHouse } from "../support/open-test-house.ts";

const SITE = "Recorded";
let house: TestHouse;
let folder: string;
let file: string;
let server: ServerDirections;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "avgym-replay-"));
  house = await openTestHouse({ dataFolder: folder });
  file = join(folder, "doors.csv");
  await writeFile(file, recording());
  server = { url: house.url, key: house.house.operatorKey, dataFolder: folder };
});

afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

/** Three days at two doors: two come for each who is seen to leave, and one leaves who never came. */
function recording(): string {
  const lines = ["DeviceName,Direction,AlarmDateTime", "Front,Out,3/1/2015 7:00"];
  for (let index = 0; index < 180; index += 1) {
    const day = 1 + Math.floor(index / 60);
    const minute = index % 60;
    const direction = index % 3 === 2 ? "Out" : "In";
    const door = index % 2 === 0 ? "Front" : "Back";
    lines.push(
      `${door},${direction},3/${day}/2015 ${8 + Math.floor(minute / 6)}:${30 + (minute % 6)}`,
    );
  }
  return lines.join("\n");
}

async function play() {
  const said: string[] = [];
  const result = await replay(
    server,
    file,
    { speed: Number.POSITIVE_INFINITY, site: SITE, timeZone: "America/Toronto", seed: 1 },
    {
      say: (line) => said.push(line),
      progress: () => undefined,
      signal: new AbortController().signal,
    },
  );
  return { ...result, said: said.join("\n") };
}

async function siteId(): Promise<string> {
  const { body } = await house.owner.ask("GET", "/api/sites");
  return (body as readonly SiteWithDoors[]).find(({ name }) => name === SITE)?.id ?? "";
}

/** What the tables say. */
async function counted() {
  const { rows } = await house.database.pool.query<{ visits: number; left: number; days: number }>(
    `select count(*)::int as visits, count(check_out_at)::int as left,
       count(distinct gym_day)::int as days from visit where site_id = $1`,
    [await siteId()],
  );
  const log = await house.database.pool.query<{ seq: number }>(
    "select seq::int as seq from stream where id = $1",
    [await siteId()],
  );
  return { ...rows[0], seq: log.rows[0]?.seq };
}

describe("[CLI-4] a recording is played through the real protocol", () => {
  test("every pass is decided, the tables have it, and the client agrees with the server", async () => {
    const { tally, agrees, said } = await play();
    expect(tally).toMatchObject({ ins: 120, outs: 61, admitted: 180, refused: 0, skipped: 1 });
    expect(agrees).toBe(true);
    expect(said).toMatch(/this client and the server +agree/);
    // Those of the last day who were not seen to leave are inside; of the others that is a guess.
    expect(await counted()).toMatchObject({ visits: 120, left: 100, days: 3 });
  });

  test("[CLI-3] a second time it gets the same answers and changes nothing", async () => {
    const before = await counted();
    const { tally, agrees } = await play();
    expect(tally).toMatchObject({ admitted: 180, refused: 0 });
    expect(agrees).toBe(true);
    expect(await counted()).toEqual(before);
  });

  test("two screens that watch see the same as the server, event by event", async () => {
    const screens = await Promise.all([
      openLive(server, await siteId()),
      openLive(server, await siteId()),
    ]);
    const seen = screens.map((screen) => {
      const numbers: number[] = [];
      screen.onEvent(({ seq }) => numbers.push(seq));
      return numbers;
    });
    const from = screens[0]?.getState().position?.seq ?? 0;
    await writeFile(file, recording().replaceAll("/2015", "/2016"));
    await play();
    const { seq: to = 0 } = await counted();
    await Promise.all(
      screens.map((screen) => until(screen, () => screen.getState().position?.seq === to)),
    );
    const [one, two] = screens.map((screen) => screen.getState());
    expect(one?.position).toEqual(two?.position);
    expect(one?.view && snapshotOf(one.view)).toEqual(two?.view && snapshotOf(two.view));
    const all = Array.from({ length: to - from }, (_, index) => from + index + 1);
    expect(seen).toEqual([all, all]);
    for (const screen of screens) screen.close();
  });

  test("a site with a life of its own is left alone", async () => {
    const options = { speed: 1, site: house.site.name, seed: 1 };
    const signal = new AbortController().signal;
    const saying = { say: () => undefined, progress: () => undefined, signal };
    await expect(replay(server, file, options, saying)).rejects.toThrow(/a life of its own/);
  });
});

test("[CLI-6] the doctor finds a running gym well", async () => {
  const findings = await examine(folder, "0.0.0-test");
  expect(findings.filter(({ isWell }) => !isWell)).toEqual([]);
  expect(findings.map(({ what }) => what)).toEqual([
    ...["address", "server", "database", "version", "clock", "disk"],
  ]);
  const other = await examine(folder, "9.9.9");
  expect(other.find(({ what }) => what === "version")).toMatchObject({ isWell: false });
});

test("[CLI-9] a gym that has members of its own is left alone, unless that is said", async () => {
  const saying = { say: () => undefined, progress: () => undefined };
  const asked = { speed: Number.POSITIVE_INFINITY, site: "Another", timeZone: "UTC", seed: 1 };
  const { signal } = new AbortController();
  await expect(replay(server, file, asked, { ...saying, signal })).rejects.toThrow(/--add-here/);
  const sites = (await house.owner.ask("GET", "/api/sites")).body as readonly SiteWithDoors[];
  expect(sites.map(({ name }) => name)).not.toContain("Another");
});
