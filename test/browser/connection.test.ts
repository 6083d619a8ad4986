// The network is taken away, the server is stopped: the screen says so in words, work goes on, nothing
// is lost and nothing happens twice.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { House } from "../../server/house.ts";
import { openHouse } from "../../server/house.ts";
import { EN } from "../../web/words/en.ts";
import { expectAccessible } from "../support/check-page.ts";
import { countFigures, readFigures } from "../support/live-figures.ts";
import { openGym } from "../support/open-gym.ts";
import type { Gym } from "../support/open-gym.ts";
import { WEB_FOLDER } from "../support/open-screens.ts";
import { houseOptions } from "../support/open-test-house.ts";
import type { Person } from "../support/open-test-house.ts";
import { connection, counter, feed, verdict } from "../support/page-parts.ts";
import { scan } from "../support/scan.ts";

const SAID = EN.verdict;
/** What a browser prints when there is nobody to talk to. */
const NOBODY_THERE =
  /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket connection/;

let gym: Gym;
let house: House;
let clerk: Person;

beforeAll(async () => {
  gym = await openGym();
  house = gym.house;
  clerk = await gym.signInAs("front_desk");
  await gym.addMember("Ada Lovelace", { credential: "CARD-0001" });
  await gym.addMember("Cem Yılmaz", { credential: "CARD-0002" });
  await gym.addMember("Dana Scully", { credential: "CARD-0003" });
});

afterAll(async () => {
  await gym.screens.close();
  await house.close();
  await gym.database.close();
});

const openPages = async () => ({
  desk: await gym.screens.open("/desk", clerk, { expected: NOBODY_THERE }),
  live: await gym.screens.open("/", gym.owner, { expected: NOBODY_THERE }),
});

async function visitsOf(fullName: string): Promise<number> {
  const { rowCount } = await gym.database.pool.query(
    "select 1 from visit join member on member.id = member_id where full_name = $1",
    [fullName],
  );
  return rowCount ?? 0;
}

async function expectToAgree(...pages: readonly Page[]): Promise<void> {
  const counted = await countFigures(gym.database.pool, gym.site.id);
  for (const page of pages) {
    await expect.poll(() => readFigures(page), { timeout: 15_000 }).toMatchObject(counted);
  }
}

test("[SCREEN-84] without the network a scan waits in sight, is recorded once when it is back, and the screens agree", async () => {
  const { desk, live } = await openPages();
  await desk.context().setOffline(true);
  await connection(desk)
    .getByText(/^Offline since \d\d:\d\d$/)
    .waitFor();
  await scan(desk, "CARD-0001");
  await verdict(desk, SAID.waiting).waitFor();
  await connection(desk)
    .getByText(/Offline since \d\d:\d\d · 1 scan waiting/)
    .waitFor();
  await expectAccessible(desk);
  expect(await visitsOf("Ada Lovelace")).toBe(0);

  await desk.context().setOffline(false);
  await verdict(desk, SAID.admit).getByRole("heading", { name: "Ada Lovelace" }).waitFor();
  await connection(desk).getByText(/^Live/).waitFor();
  await feed(live).first().getByText("Ada Lovelace").waitFor();
  expect(await visitsOf("Ada Lovelace")).toBe(1);

  await desk.getByRole("link", { name: EN.nav.live }).click();
  await expectToAgree(desk, live);
});

test("[SCREEN-84] a screen that was without the network catches up on what it missed, and says when its figures are of", async () => {
  const { desk, live } = await openPages();
  await live.context().setOffline(true);
  await connection(live)
    .getByText(/^Offline since/)
    .waitFor();
  await counter(live, EN.live.in)
    .getByText(/^As of/)
    .waitFor();
  await expectAccessible(live);
  await scan(desk, "CARD-0002");
  await verdict(desk, SAID.admit).getByRole("heading", { name: "Cem Yılmaz" }).waitFor();
  expect(await feed(live).filter({ hasText: "Cem Yılmaz" }).count()).toBe(0);

  await live.context().setOffline(false);
  await feed(live).first().getByText("Cem Yılmaz").waitFor();
  await counter(live, EN.live.in).getByText(EN.live.badge, { exact: true }).waitFor();
  await expectToAgree(live);
});

test("[SCREEN-85] over a restart of the server a scan waits, nobody has to sign in again, and the screens agree", async () => {
  const { desk, live } = await openPages();
  await house.close();
  await connection(desk)
    .getByText(/^Offline since/)
    .waitFor();
  await connection(live)
    .getByText(/^Offline since/)
    .waitFor();
  await scan(desk, "CARD-0003");
  await connection(desk)
    .getByText(/1 scan waiting/)
    .waitFor();

  house = await openHouse({
    ...houseOptions(gym.database),
    webFolder: WEB_FOLDER,
    port: Number(new URL(gym.url).port),
  });
  await verdict(desk, SAID.admit).getByRole("heading", { name: "Dana Scully" }).waitFor();
  await feed(live).first().getByText("Dana Scully").waitFor();
  await connection(live).getByText(/^Live/).waitFor();
  expect(await visitsOf("Dana Scully")).toBe(1);

  await desk.getByRole("link", { name: EN.nav.live }).click();
  await expectToAgree(desk, live);
});
