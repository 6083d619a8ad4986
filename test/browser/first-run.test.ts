// From an empty house to the first members, in a browser: nothing but what the screens say.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { must } from "../../domain/assert.ts";
import { openHouse } from "../../server/house.ts";
import type { House } from "../../server/house.ts";
import { EN } from "../../web/words/en.ts";
import { EN_FIRST_RUN } from "../../web/words/en-first-run.ts";
import { EN_PARTS } from "../../web/words/en-parts.ts";
import { expectAccessible, expectNoSidewaysScroll } from "../support/check-page.ts";
import { openScreens, PHONE, WEB_FOLDER } from "../support/open-screens.ts";
import type { Screens } from "../support/open-screens.ts";
import { openTestDatabase } from "../support/open-test-database.ts";
import type { TestDatabase } from "../support/open-test-database.ts";
import { houseOptions, PASSWORD } from "../support/open-test-house.ts";
import { counter } from "../support/page-parts.ts";

const { account, gym, members, signIn, next } = EN_FIRST_RUN;

const CSV = `Name;E-mail;Member no;Card;Plan;Start;End
Ada Lovelace;ada@example.com;M-1;04A1;Standard;2026-01-01;
Björk Ómarsdóttir;bjork@example.com;M-2;04A2;Standard;2026-02-01;
`;

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

async function giveAccount(page: Page, code: string): Promise<void> {
  await page.getByLabel(account.code).fill(code);
  await page.getByLabel(account.fullName).fill("Olga Owner");
  await page.getByLabel(account.email).fill("olga@gym.example");
  await page.getByLabel(account.password, { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: next }).click();
}

const csvFile = (text: string) => ({
  name: "members.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(text),
});

test("[SCREEN-91] in the first run a wrong code is said kindly, and what was typed stays", async () => {
  const page = await screens.open("/", null, { viewport: PHONE });
  await page.getByRole("heading", { name: account.title }).waitFor();
  await expectAccessible(page);
  await giveAccount(page, "WRONG-CODE");
  await page.getByText(account.wrongCode).waitFor();
  expect(await page.getByLabel(account.fullName).inputValue()).toBe("Olga Owner");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("[SCREEN-92] three steps lead to the live view: account, gym, members from a file that is looked at first", async () => {
  const page = await screens.open("/", null);
  await giveAccount(page, must(house.setUpCode, "set-up code"));
  await page.getByRole("heading", { name: gym.title }).waitFor();
  await expectAccessible(page);
  await page.getByLabel(gym.name, { exact: true }).fill("Harbour Gym");
  await page.getByRole("button", { name: gym.create }).click();

  await page.getByRole("heading", { name: members.title }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: members.file }).click();
  const file = page.getByLabel(EN_PARTS.import.pick);
  await file.setInputFiles(csvFile(CSV.replace("2026-01-01", "soon")));
  await page.getByText(EN_PARTS.import.line(2)).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: EN_PARTS.import.another }).click();
  await file.setInputFiles(csvFile(CSV));
  await page.getByText(EN_PARTS.import.nothingYet).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: EN_PARTS.import.run("2") }).click();
  await page.getByRole("heading", { name: members.imported }).waitFor();
  await page.getByRole("button", { name: members.toLive }).click();
  await page.getByRole("heading", { name: "Harbour Gym", level: 1 }).waitFor();
  await counter(page, EN.live.in).getByText(EN.live.badge, { exact: true }).waitFor();
  await page.getByText(EN.live.feed.empty).waitFor();
  await expectAccessible(page);

  await page.getByRole("button", { name: EN.account.open("Olga Owner") }).click();
  await page.getByRole("button", { name: EN.account.signOut }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: EN.account.signOut }).click();
  await page.getByRole("button", { name: signIn.submit }).waitFor();
});

test("[SCREEN-93] a wrong password is said in one calm sentence, the right one leads to the page that was asked for", async () => {
  const page = await screens.open("/members", null);
  await page.getByRole("heading", { name: "Harbour Gym" }).waitFor();
  await expectAccessible(page);
  await page.getByLabel(signIn.email).fill("olga@gym.example");
  await page.getByLabel(signIn.password, { exact: true }).fill("not the password");
  await page.getByRole("button", { name: signIn.submit }).click();
  await page.getByText(signIn.wrong).waitFor();
  await expectAccessible(page);
  await page.getByLabel(signIn.password, { exact: true }).fill(PASSWORD);
  await page.getByLabel(signIn.password, { exact: true }).press("Enter");
  await page.getByRole("link", { name: "Björk Ómarsdóttir" }).waitFor();
});
