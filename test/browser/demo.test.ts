// A gym to try: chosen in the first run, alive at once, wiped in one step.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { must } from "../../domain/assert.ts";
import { openHouse } from "../../server/house.ts";
import type { House } from "../../server/house.ts";
import { EN } from "../../web/words/en.ts";
import { EN_FIRST_RUN } from "../../web/words/en-first-run.ts";
import { EN_MEMBERS } from "../../web/words/en-members.ts";
import { EN_SETTINGS } from "../../web/words/en-settings.ts";
import { expectAccessible } from "../support/check-page.ts";
import { openScreens, WEB_FOLDER } from "../support/open-screens.ts";
import type { Screens } from "../support/open-screens.ts";
import { openTestDatabase } from "../support/open-test-database.ts";
import type { TestDatabase } from "../support/open-test-database.ts";
import { askAs, houseOptions, PASSWORD } from "../support/open-test-house.ts";
import { counter, dialog, feed } from "../support/page-parts.ts";

const { account, gym, members, signIn, next } = EN_FIRST_RUN;
const { demo } = EN_SETTINGS;
const FILLING_MS = 90_000;

let database: TestDatabase;
let house: House;
let screens: Screens;

beforeAll(async () => {
  database = await openTestDatabase();
  house = await openHouse({ ...houseOptions(database), webFolder: WEB_FOLDER });
  screens = await openScreens(house.url);
});

afterAll(async () => {
  await screens.close();
  await house.close();
  await database.close();
});

test(
  "[SCREEN-110] a made-up gym is filled in the first run, lives at a chosen speed, and is wiped in one step",
  { timeout: 2 * FILLING_MS },
  async () => {
    const page = await screens.open("/", null);
    await page.getByLabel(account.code).fill(must(house.setUpCode, "set-up code"));
    await page.getByLabel(account.fullName).fill("Olga Owner");
    await page.getByLabel(account.email).fill("olga@gym.example");
    await page.getByLabel(account.password, { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: next }).click();
    await page.getByLabel(gym.name, { exact: true }).fill("Harbour Gym");
    await page.getByRole("button", { name: gym.create }).click();
    await page.getByRole("button", { name: members.demo }).click();
    await page.getByRole("heading", { name: members.filling }).waitFor();
    await feed(page).first().waitFor({ timeout: FILLING_MS });
    await page.getByText(EN.shell.demo, { exact: true }).waitFor();
    await expectAccessible(page);

    await page.getByRole("link", { name: EN.nav.members }).click();
    await page.getByText(EN_MEMBERS.total("1,200")).waitFor();
    await page.getByRole("link", { name: EN.nav.settings }).click();
    await page.getByRole("link", { name: EN_SETTINGS.sections.demo }).click();
    await page.getByRole("slider", { name: demo.speed }).press("End");
    await page.getByText(demo.speedIs(100)).waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: EN.nav.live }).click();
    const checkIns = counter(page, EN.live.checkIns);
    const before = await checkIns.innerText();
    await expect.poll(() => checkIns.innerText(), { timeout: 30_000 }).not.toBe(before);
    await wipe(page);
  },
);

async function wipe(page: Page): Promise<void> {
  await page.goto(`${house.url}/settings/demo`);
  await page.getByRole("button", { name: demo.wipe, exact: true }).click();
  const question = dialog(page, demo.wipeTitle);
  const button = question.getByRole("button", { name: demo.wipeNow });
  expect(await button.isDisabled()).toBe(true);
  await question.getByLabel(demo.wipeAsk(demo.wipeWord)).fill("wipe");
  await expectAccessible(page);
  await button.click();
  await page.getByRole("heading", { name: account.title }).waitFor({ timeout: 30_000 });
  expect(await page.getByRole("button", { name: signIn.submit }).count()).toBe(0);
  const status = await askAs(house.url, null, "GET", "/api/house");
  expect(status.body).toMatchObject({ isSetUp: false });
}
