// Every screen on a phone, a tablet and a desk, by finger and by keyboard alone.
import { afterAll, beforeAll, expect, test } from "vitest";
import { EN } from "../../web/words/en.ts";
import { EN_MEMBERS } from "../../web/words/en-members.ts";
import { expectAccessible, expectNoSidewaysScroll, expectTargets } from "../support/check-page.ts";
import { openGym } from "../support/open-gym.ts";
import type { Gym } from "../support/open-gym.ts";
import { expectLive, PHONE, TABLET } from "../support/open-screens.ts";
import { deskSearch, feed, verdict } from "../support/page-parts.ts";
import { scan } from "../support/scan.ts";

let gym: Gym;
let profile: string;

beforeAll(async () => {
  gym = await openGym();
  const long = "Wolfeschlegelsteinhausenbergerdorff Maximiliane von und zu Tannenhäusern";
  const { id } = await gym.addMember(long, {
    credential: "CARD-0001",
    note: "A note. ".repeat(40),
  });
  await gym.addMember("Ada Lovelace", { credential: "CARD-0002" });
  await gym.addMember("Adam Ant", { credential: "CARD-0003" });
  profile = `/members/${id}`;
});

afterAll(() => gym.close());

const SETTINGS = ["sites", "doors", "staff", "account", "demo", "about"];
const PATHS = ["/", "/desk", "/members", "/members/import", "/plans"];
const MAIN_PX = 44;
const LEAST_PX = 24;

test("[SCREEN-106] on a phone nothing scrolls sideways, and what is pressed is large enough for a thumb", async () => {
  const page = await gym.screens.open("/desk", gym.owner, { viewport: PHONE, hasTouch: true });
  await scan(page, "CARD-0001");
  await verdict(page, EN.verdict.admit).waitFor();
  for (const path of [...PATHS, profile, ...SETTINGS.map((name) => `/settings/${name}`)]) {
    await page.goto(`${gym.url}${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor({ state: "attached" });
    await expectLive(page);
    await expectNoSidewaysScroll(page);
    await expectTargets(page.locator("nav a"), MAIN_PX);
    await expectTargets(page.locator("header button, main button"), LEAST_PX);
    await expectAccessible(page);
  }
});

test("[SCREEN-107] on a tablet nothing scrolls sideways", async () => {
  const page = await gym.screens.open("/", gym.owner, { viewport: TABLET, hasTouch: true });
  for (const path of [...PATHS, profile, ...SETTINGS.map((name) => `/settings/${name}`)]) {
    await page.goto(`${gym.url}${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor({ state: "attached" });
    await expectLive(page);
    await expectNoSidewaysScroll(page);
    await expectTargets(page.locator("nav a"), MAIN_PX);
  }
});

test("[SCREEN-108] by keyboard alone: a member is found from anywhere, checked in at the desk, and Esc leads back to the scan", async () => {
  const page = await gym.screens.open("/plans", gym.owner);
  await page.keyboard.press("/");
  const finder = page.getByRole("dialog", { name: EN.finder.title });
  await finder.waitFor();
  await page.keyboard.type("lovelace", { delay: 50 });
  await finder.getByRole("option", { name: /Ada Lovelace/ }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Ada Lovelace" }).waitFor();

  await page.keyboard.press("Escape");
  await expect.poll(() => new URL(page.url()).pathname).toBe("/desk");
  await expect
    .poll(() => deskSearch(page).evaluate((field) => field === document.activeElement))
    .toBe(true);
  await page.keyboard.type("ada", { delay: 50 });
  const rows = page.getByRole("grid", { name: EN_MEMBERS.title }).getByRole("row");
  await expect.poll(() => rows.count()).toBe(2);
  await expectAccessible(page);
  await page.keyboard.press("ArrowDown");
  await rows.nth(1).and(page.locator('[aria-selected="true"]')).waitFor();
  await page.keyboard.press("Enter");
  await verdict(page, EN.verdict.admit).getByRole("heading", { name: "Adam Ant" }).waitFor();
  await page.getByRole("link", { name: EN.nav.live }).focus();
  await page.keyboard.press("Enter");
  await feed(page).first().getByText("Adam Ant").waitFor();
  await page.keyboard.press("Escape");
  await deskSearch(page).waitFor();
});
