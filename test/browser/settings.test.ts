// Plans and settings: what one changes, others see at once; what a role does not include is not offered.
import { afterAll, beforeAll, expect, test } from "vitest";
import { EN } from "../../web/words/en.ts";
import { EN_FIRST_RUN } from "../../web/words/en-first-run.ts";
import { EN_MEMBERS } from "../../web/words/en-members.ts";
import { EN_PARTS } from "../../web/words/en-parts.ts";
import { EN_PLANS, EN_SETTINGS } from "../../web/words/en-settings.ts";
import { expectAccessible } from "../support/check-page.ts";
import { done, openGym } from "../support/open-gym.ts";
import type { Gym } from "../support/open-gym.ts";
import { PASSWORD } from "../support/open-test-house.ts";
import { counter, dialog } from "../support/page-parts.ts";

const { sites, doors, staff } = EN_SETTINGS;

let gym: Gym;

beforeAll(async () => {
  gym = await openGym();
});

afterAll(() => gym.close());

test("[SCREEN-98] a plan is added and shows what it covers", async () => {
  const page = await gym.screens.open("/plans", gym.owner);
  await page.getByRole("button", { name: EN_PLANS.add }).click();
  const sheet = dialog(page, EN_PLANS.addTitle);
  await sheet.getByLabel(EN_PLANS.name).fill("Ten times");
  await sheet.getByLabel(EN_PLANS.visits).fill("10");
  await expectAccessible(page);
  await sheet.getByRole("button", { name: EN_PLANS.save }).click();
  await page.getByRole("heading", { name: "Ten times" }).waitFor();
  await page.getByText(EN_PLANS.pack("10")).waitFor();
  await expectAccessible(page);
});

test("[SCREEN-99] a limit and a door changed in the settings are seen on the screens of others at once", async () => {
  const live = await gym.screens.open("/", await gym.signInAs("front_desk"));
  const desk = await gym.screens.open("/desk", await gym.signInAs("front_desk"));
  const page = await gym.screens.open("/settings", gym.owner);
  await page.getByRole("button", { name: EN_SETTINGS.editThing(gym.site.name) }).click();
  const site = dialog(page, EN_SETTINGS.editThing(gym.site.name));
  await site.getByLabel(sites.capacity).fill("42");
  await expectAccessible(page);
  await site.getByRole("button", { name: EN_SETTINGS.save }).click();
  await counter(live, EN.live.in).getByText(EN.live.ofCapacity(42)).waitFor();
  await page.getByRole("definition").filter({ hasText: "42" }).waitFor();
  await expectAccessible(page);

  await page.getByRole("link", { name: EN_SETTINGS.sections.doors }).click();
  await page.getByRole("button", { name: doors.addAt(gym.site.name) }).click();
  const door = dialog(page, doors.add);
  await door.getByLabel(doors.name).fill("Side entrance");
  await door.getByLabel(doors.zone).fill("Pool");
  await expectAccessible(page);
  await door.getByRole("button", { name: EN_SETTINGS.save }).click();
  await page.getByText("Side entrance").waitFor();
  await expectAccessible(page);
  await desk.getByLabel(EN.desk.door).selectOption("Side entrance · Pool");
});

test("[SCREEN-100] somebody is added to the staff and signs in with what was given", async () => {
  const page = await gym.screens.open("/settings/staff", gym.owner);
  await page.getByRole("button", { name: staff.add }).click();
  const sheet = dialog(page, staff.addTitle);
  await sheet.getByLabel(staff.fullName).fill("Nora New");
  await sheet.getByLabel(staff.email).fill("nora@gym.example");
  await sheet.getByLabel(staff.password, { exact: true }).fill(PASSWORD);
  await expectAccessible(page);
  await sheet.getByRole("button", { name: EN_SETTINGS.save }).click();
  await page.getByText("Nora New").waitFor();
  await expectAccessible(page);

  const hers = await gym.screens.open("/", null);
  await hers.getByLabel(EN_FIRST_RUN.signIn.email).fill("nora@gym.example");
  await hers.getByLabel(EN_FIRST_RUN.signIn.password, { exact: true }).fill(PASSWORD);
  await hers.getByRole("button", { name: EN_FIRST_RUN.signIn.submit }).click();
  await hers.getByRole("button", { name: EN.account.open("Nora New") }).waitFor();
});

test("[SCREEN-101] a role that changes bites on the open screen, and whoever is signed out everywhere is asked to sign in", async () => {
  const clerk = await gym.signInAs("front_desk", { fullName: "Rita Role" });
  const theirs = await gym.screens.open("/desk", clerk);
  await theirs.getByRole("heading", { name: EN.desk.ready }).waitFor();
  await done(gym.owner.ask("PATCH", `/api/staff/${clerk.account.id}`, { role: "trainer" }));
  await theirs.getByRole("link", { name: EN.nav.desk }).waitFor({ state: "hidden" });

  const page = await gym.screens.open("/settings/staff", gym.owner);
  await page.getByRole("button", { name: EN_SETTINGS.editThing("Rita Role") }).click();
  await page.getByRole("menuitem", { name: staff.signOut }).click();
  await page.getByText(staff.signedOut("Rita Role")).waitFor();
  await theirs.getByRole("button", { name: EN_FIRST_RUN.signIn.submit }).waitFor();
  await expectAccessible(theirs);
});

test("[SCREEN-102] a trainer is offered nothing that their role does not include, and is told so where they go there", async () => {
  const { id } = await gym.addMember("Ada Lovelace");
  const page = await gym.screens.open("/", await gym.signInAs("trainer"));
  await counter(page, EN.live.in).waitFor();
  const links = page.getByRole("navigation", { name: EN.nav.label }).getByRole("link");
  expect(await links.allInnerTexts()).toEqual(["Live", "Members", "Plans", "Settings"]);
  await page.goto(`${gym.url}/desk`);
  await page.getByRole("heading", { name: EN.shell.noRight }).waitFor();
  await expectAccessible(page);
  await page.goto(`${gym.url}/members`);
  await page.getByRole("link", { name: "Ada Lovelace" }).waitFor();
  expect(await page.getByRole("button", { name: EN_MEMBERS.add }).count()).toBe(0);
  expect(await page.getByRole("link", { name: EN_MEMBERS.import }).count()).toBe(0);
  await page.goto(`${gym.url}/members/${id}`);
  await page.getByRole("heading", { name: "Ada Lovelace" }).waitFor();
  expect(await page.getByRole("button", { name: EN_MEMBERS.profile.more }).count()).toBe(0);
  expect(await page.getByRole("button", { name: EN_MEMBERS.profile.checkIn }).count()).toBe(0);
  await page.goto(`${gym.url}/plans`);
  await page.getByRole("heading", { name: EN_PLANS.title }).waitFor();
  expect(await page.getByRole("button", { name: EN_PLANS.add }).count()).toBe(0);
  await page.goto(`${gym.url}/settings/staff`);
  await page.getByText(EN_PARTS.noRight.title).waitFor();
  await expectAccessible(page);
  await page.goto(`${gym.url}/settings/demo`);
  await page.getByText(EN_PARTS.noRight.title).waitFor();
  await page.goto(`${gym.url}/nowhere`);
  await page.getByRole("heading", { name: EN.shell.notFound }).waitFor();
  await expectAccessible(page);
  for (const section of ["sites", "doors", "account", "about"]) {
    await page.goto(`${gym.url}/settings/${section}`);
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    await expectAccessible(page);
  }
});
