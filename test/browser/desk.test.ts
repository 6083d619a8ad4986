// A day at the desk: scans wherever the cursor stands, refusals, warnings, people who are inside
// already, steps taken back.
import { afterAll, beforeAll, expect, test } from "vitest";
import { EN } from "../../web/words/en.ts";
import { EN_MEMBERS } from "../../web/words/en-members.ts";
import { expectAccessible } from "../support/check-page.ts";
import { openGym } from "../support/open-gym.ts";
import type { Gym } from "../support/open-gym.ts";
import type { Person } from "../support/open-test-house.ts";
import { chooseByName, counter, dialog, feed, verdict } from "../support/page-parts.ts";
import { scan } from "../support/scan.ts";

const SAID = EN.verdict;

let gym: Gym;
let clerk: Person;

beforeAll(async () => {
  gym = await openGym();
  clerk = await gym.signInAs("front_desk");
  const membership = { planId: gym.planId, startsOn: "2020-01-01" };
  await gym.addMember("Ada Lovelace", { credential: "CARD-0001", note: "Bad knee" });
  await gym.addMember("Cem Yılmaz", {
    ...{ credential: "CARD-0002", barredNote: "Broke the mirror" },
    membership: { ...membership, endsOn: "2021-06-30" },
  });
  await gym.addMember("Dana Scully", {
    ...{ credential: "CARD-0003", dueCents: 3990, dueSince: "2026-01-05" },
  });
  await gym.addMember("Eve Moneypenny", { credential: "CARD-0004" });
  await gym.addMember("Fay Wray", { credential: "CARD-0005" });
  await gym.addMember("Gil Goldberg");
});

afterAll(() => gym.close());

test("[SCREEN-86] a scan while a field has the cursor leaves the field as it was, and its answer comes to the screen", async () => {
  const page = await gym.screens.open("/members", clerk);
  const search = page.getByRole("searchbox", { name: EN_MEMBERS.search });
  await search.fill("lovel");
  await scan(page, "CARD-0001");
  await verdict(page, SAID.admit).getByRole("heading", { name: "Ada Lovelace" }).waitFor();
  expect(await search.inputValue()).toBe("lovel");
  await expectAccessible(page);

  await page.getByRole("link", { name: "Ada Lovelace" }).click();
  await page.getByRole("button", { name: EN_MEMBERS.profile.more }).click();
  await page.getByRole("menuitem", { name: EN_MEMBERS.profile.edit, exact: true }).click();
  const note = dialog(page, EN_MEMBERS.form.editTitle).getByLabel(EN_MEMBERS.form.note);
  await note.fill("Bad knee, ");
  await scan(page, "CARD-0004");
  await verdict(page, SAID.admit).getByRole("heading", { name: "Eve Moneypenny" }).waitFor();
  expect(await note.inputValue()).toBe("Bad knee, ");
  // A person goes on typing where they were.
  await note.pressSequentially("better now", { delay: 50 });
  await expect.poll(() => note.inputValue()).toBe("Bad knee, better now");
});

test("[SCREEN-86] an answer that was seen at the desk does not follow to another screen, and a scan as a page opens is answered", async () => {
  const page = await gym.screens.open("/desk", clerk);
  await scan(page, "NOBODY-98");
  await verdict(page, SAID.refuse).waitFor();
  await page.getByRole("link", { name: EN.nav.members }).click();
  await page.getByRole("searchbox", { name: EN_MEMBERS.search }).waitFor();
  expect(await verdict(page, SAID.refuse).count()).toBe(0);
  // As slow as a machine may be: the overlay is loaded after the scan.
  let letGo = (): void => undefined;
  const isLetGo = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/scan-overlay.*\.js$/, async (route) => {
    await isLetGo;
    await route.continue();
  });
  await page.reload();
  await page.getByRole("searchbox", { name: EN_MEMBERS.search }).waitFor();
  await page.locator('[data-connection="calm"]').waitFor();
  const refusals = "select 1 from decision where credential = 'NOBODY-97'";
  await scan(page, "NOBODY-97");
  await expect.poll(async () => (await gym.database.pool.query(refusals)).rowCount).toBe(1);
  letGo();
  await verdict(page, SAID.refuse).getByText("NOBODY-97").waitFor();
});

test("[SCREEN-87] a field that asks for a card takes the scan, and nobody is checked in by it", async () => {
  const page = await gym.screens.open("/members", clerk);
  await page.getByRole("button", { name: EN_MEMBERS.add }).click();
  const form = dialog(page, EN_MEMBERS.form.addTitle);
  const card = form.getByLabel(EN_MEMBERS.form.card);
  await card.focus();
  await scan(page, "CARD-0777");
  await expect.poll(() => card.inputValue()).toBe("CARD-0777");
  await scan(page, "CARD-0778");
  await expect.poll(() => card.inputValue()).toBe("CARD-0778");
  await form.getByLabel(EN_MEMBERS.form.fullName).fill("Hal Incandenza");
  await form.getByRole("button", { name: EN_MEMBERS.form.submitAdd, exact: true }).click();
  await page.getByRole("heading", { name: "Hal Incandenza" }).waitFor();
  await page.getByText("CARD-0778").waitFor();
  expect(await verdict(page, SAID.refuse).count()).toBe(0);
});

test("[SCREEN-88] a bad code is said to belong to nobody, and the next good one works without a click", async () => {
  const page = await gym.screens.open("/desk", clerk);
  await scan(page, "NOBODY-99");
  await verdict(page, SAID.refuse).getByText("This card or code belongs to nobody here.").waitFor();
  await expectAccessible(page);
  await scan(page, "CARD-0003");
  await verdict(page, SAID.warn).getByRole("heading", { name: "Dana Scully" }).waitFor();
  await verdict(page, SAID.warn).getByText("€39.90 due since 5 Jan 2026.").waitFor();
  await expectAccessible(page);
});

test("[SCREEN-89] a refusal names every reason at once", async () => {
  const page = await gym.screens.open("/desk", clerk);
  await scan(page, "CARD-0002");
  const refusal = verdict(page, SAID.refuse);
  await refusal.getByRole("heading", { name: "Cem Yılmaz" }).waitFor();
  await refusal.getByText("Barred: Broke the mirror").waitFor();
  await refusal.getByText("Membership ended on 30 Jun 2021.").waitFor();
  await expectAccessible(page);
});

test("[SCREEN-121] after a click somewhere, what is typed at the desk goes into the search", async () => {
  const desk = await gym.screens.open("/desk", clerk);
  await gym.addMember("Hal Jordan", { credential: "CARD-0006" });
  await scan(desk, "CARD-0006");
  await verdict(desk, SAID.admit).getByRole("button", { name: EN.desk.undo }).click();
  await verdict(desk, SAID.undone).waitFor();
  await desk.keyboard.type("lovel", { delay: 200 });
  const search = desk.getByRole("combobox", { name: EN.desk.searchLabel });
  await expect.poll(() => search.inputValue()).toBe("lovel");
});

test("[SCREEN-90] who is inside already is checked out from the answer, and either step is undone and told by the feed", async () => {
  const desk = await gym.screens.open("/desk", clerk);
  const live = await gym.screens.open("/", gym.owner);
  await scan(desk, "CARD-0005");
  await verdict(desk, SAID.admit).waitFor();
  await scan(desk, "CARD-0005");
  const inside = verdict(desk, /^Already in since/);
  await inside.getByRole("heading", { name: "Fay Wray" }).waitFor();
  await expectAccessible(desk);
  await inside.getByRole("button", { name: EN.desk.checkOut }).click();
  await verdict(desk, SAID.checkedOut).getByRole("button", { name: EN.desk.undo }).click();
  await verdict(desk, SAID.undone).getByRole("heading", { name: "Fay Wray" }).waitFor();
  await feed(live).first().getByText(EN.activity.undoneCheckOut).waitFor();

  await chooseByName(desk, "goldberg");
  await verdict(desk, SAID.admit).getByRole("heading", { name: "Gil Goldberg" }).waitFor();
  const before = await counter(live, EN.live.in).innerText();
  await verdict(desk, SAID.admit).getByRole("button", { name: EN.desk.undo }).click();
  await feed(live).first().getByText(EN.activity.undoneCheckIn).waitFor();
  await feed(live).nth(1).getByText(EN.activity.wasUndone, { exact: true }).waitFor();
  await expect.poll(() => counter(live, EN.live.in).innerText()).not.toBe(before);
  await expectAccessible(live);
});

test("[SCREEN-250] [SCREEN-252] over a reload the last scans stay, and one that was scanned twice is undone from the answer", async () => {
  const desk = await gym.screens.open("/desk", clerk);
  await gym.addMember("Ivy Pepper", { credential: "CARD-0007" });
  await scan(desk, "CARD-0007");
  await verdict(desk, SAID.admit).getByRole("heading", { name: "Ivy Pepper" }).waitFor();
  await desk.reload();
  const last = desk.getByRole("complementary", { name: EN.desk.last });
  await last.getByRole("button", { name: /Undo: Ivy Pepper$/ }).waitFor();
  await desk.locator('[data-connection="calm"]').waitFor();
  await scan(desk, "CARD-0007");
  const inside = verdict(desk, /^Already in since/);
  await inside.getByRole("button", { name: EN.desk.undo }).click();
  await verdict(desk, SAID.undoneStep.check_in).waitFor();
  await expect.poll(() => last.getByRole("button", { name: /Undo: Ivy Pepper$/ }).count()).toBe(0);
});
