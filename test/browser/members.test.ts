// Members at the desk: found among ten thousand, added, changed, pictured, frozen.
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EN } from "../../web/words/en.ts";
import { EN_MEMBERS } from "../../web/words/en-members.ts";
import { EN_PARTS } from "../../web/words/en-parts.ts";
import { expectAccessible } from "../support/check-page.ts";
import { openGym } from "../support/open-gym.ts";
import type { Gym } from "../support/open-gym.ts";
import type { Person } from "../support/open-test-house.ts";
import { chooseByName, dialog, feed, verdict } from "../support/page-parts.ts";

const { form, profile, freezeDialog } = EN_MEMBERS;

let gym: Gym;
let clerk: Person;

beforeAll(async () => {
  gym = await openGym();
  clerk = await gym.signInAs("front_desk");
  await gym.database.pool.query(TEN_THOUSAND);
  await gym.addMember("Łukasz Żółć", { phone: "+49 171 5550100", email: "lukasz@example.com" });
});

afterAll(() => gym.close());

const TEN_THOUSAND = `
  insert into member (id, membership_number, full_name, search_text, joined_on)
  select gen_random_uuid(), 'X-' || n, 'Person Number ' || n, 'person number ' || n || ' x-' || n, '2024-01-01'
  from generate_series(1, 10000) as n`;

test("[SCREEN-94] somebody among ten thousand is found in a few keystrokes, by name, phone or number", async () => {
  const page = await gym.screens.open("/members", clerk);
  await page.getByText(EN_MEMBERS.total("10,001")).waitFor();
  await expectAccessible(page);
  const search = page.getByRole("searchbox", { name: EN_MEMBERS.search });
  for (const words of ["zolc luk", "0171 555", "lukasz@"]) {
    await search.fill(words);
    await page.getByText(EN_MEMBERS.found("1"), { exact: true }).waitFor();
    await page.getByRole("link", { name: "Łukasz Żółć" }).waitFor();
  }
  await search.fill("X-9876");
  await page.getByRole("link", { name: "Person Number 9876" }).click();
  await page.getByRole("heading", { name: "Person Number 9876" }).waitFor();
  await expectAccessible(page);
  await page.goBack();
  // The list is as it was left.
  expect(await search.inputValue()).toBe("X-9876");
  await search.fill("nobody at all");
  await page.getByText(EN_MEMBERS.nobodyTitle).waitFor();
  await expectAccessible(page);
});

test("[SCREEN-95] a member is added with plan and card in one form, and pictured and edited on the profile", async () => {
  const page = await gym.screens.open("/members", clerk);
  await page.getByRole("button", { name: EN_MEMBERS.add }).click();
  const sheet = dialog(page, form.addTitle);
  await sheet.getByRole("button", { name: form.submitAdd, exact: true }).click();
  await sheet.getByText(form.noName).waitFor();
  await expectAccessible(page);
  await sheet.getByLabel(form.fullName).fill("Grace Hopper");
  await sheet.getByRole("textbox", { name: form.card }).fill("CARD-0815");
  await sheet.getByRole("combobox", { name: form.plan }).click();
  await page.getByRole("option").first().click();
  await sheet.getByRole("button", { name: form.length(12), exact: true }).click();
  await expectAccessible(page);
  await sheet.getByRole("button", { name: form.submitAdd, exact: true }).click();
  await page.getByRole("heading", { name: "Grace Hopper" }).waitFor();

  await page.getByRole("button", { name: profile.photo }).click();
  const picture = dialog(page, profile.photo);
  const chooser = page.waitForEvent("filechooser");
  await picture.getByRole("button", { name: EN_PARTS.photo.file }).click();
  await (await chooser).setFiles({ name: "face.png", mimeType: "image/png", buffer: await aPng() });
  await expectAccessible(page);
  await picture.getByRole("button", { name: form.save }).click();
  await picture.waitFor({ state: "hidden" });
  const shown = page.locator('header img[src^="/photos/"]');
  await expect
    .poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(90);

  await page.getByRole("button", { name: profile.more }).click();
  await page.getByRole("menuitem", { name: profile.edit, exact: true }).click();
  const edit = dialog(page, form.editTitle);
  await edit.getByLabel(form.phone).fill("+1 555 0100");
  await edit.getByLabel(form.note).fill("Finds bugs");
  await expectAccessible(page);
  await edit.getByRole("button", { name: form.save, exact: true }).click();
  await page.getByText("Finds bugs").waitFor();
  await expectAccessible(page);
});

test("[SCREEN-96] a membership frozen on one screen is refused at the desk of another, with the day it thaws", async () => {
  const member = await gym.addMember("Frida Frost");
  const desk = await gym.screens.open("/desk", clerk);
  const live = await gym.screens.open("/", gym.owner);
  const page = await gym.screens.open(`/members/${member.id}`, gym.owner);
  await page.getByRole("button", { name: profile.more }).click();
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: profile.freeze }).click();
  const freeze = dialog(page, freezeDialog.title);
  await freeze.getByLabel(freezeDialog.until).fill("2031-03-01");
  await expectAccessible(page);
  await freeze.getByRole("button", { name: freezeDialog.submit }).click();
  await page.getByText(profile.standing.frozenUntil("1 Mar 2031")).waitFor();

  await chooseByName(desk, "frida");
  const refusal = verdict(desk, EN.verdict.refuse);
  await refusal.getByText("Membership is frozen; it thaws on 1 Mar 2031.").waitFor();
  await feed(live).first().getByText("it thaws on 1 Mar 2031").waitFor();
  await page
    .getByRole("row", { name: /frozen/i })
    .or(page.getByText(profile.verdict.refuse))
    .first()
    .waitFor();
  await expectAccessible(page);
});

test("[SCREEN-97] two who edit the same member hear of each other, and nothing typed is lost", async () => {
  const member = await gym.addMember("Hedy Lamarr");
  const [one, other] = [
    await gym.screens.open(`/members/${member.id}`, clerk),
    await gym.screens.open(`/members/${member.id}`, gym.owner),
  ];
  for (const page of [one, other]) {
    await page.getByRole("button", { name: profile.more }).click();
    await page.getByRole("menuitem", { name: profile.edit, exact: true }).click();
  }
  await dialog(other, form.editTitle).getByLabel(form.phone).fill("+43 1 555");
  await dialog(one, form.editTitle).getByLabel(form.note).fill("Invented frequency hopping");
  await dialog(other, form.editTitle).getByRole("button", { name: form.save, exact: true }).click();
  await dialog(other, form.editTitle).waitFor({ state: "hidden" });
  await dialog(one, form.editTitle).getByRole("button", { name: form.save, exact: true }).click();
  await one.getByText(form.edited).waitFor();
  await expectAccessible(one);
  await dialog(one, form.editTitle).getByRole("button", { name: form.saveMine }).click();
  await dialog(one, form.editTitle).waitFor({ state: "hidden" });
  // What each of them changed is there, on both screens.
  for (const page of [one, other]) {
    await page.getByText("Invented frequency hopping").waitFor();
    await page.getByText("+43 1 555").waitFor();
  }
});

function aPng(): Promise<Buffer> {
  const background = { r: 200, g: 120, b: 90 };
  return sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .png()
    .toBuffer();
}
