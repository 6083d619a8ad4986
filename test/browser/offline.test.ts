// The network goes: a paired desk goes on deciding, over a reload too; afterwards the server knows all of
// it, and where it would have decided otherwise somebody is told.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sentenceOf } from "../../domain/reason.ts";
import { EN_OFFLINE } from "../../web/words/en-offline.ts";
import { EN } from "../../web/words/en.ts";
import { wordingIn } from "../../web/words/wording.ts";
import { expectAccessible } from "../support/check-page.ts";
import { openGym } from "../support/open-gym.ts";
import type { Gym } from "../support/open-gym.ts";
import type { Person } from "../support/open-test-house.ts";
import { chooseByName, connection, dialog, feed, verdict } from "../support/page-parts.ts";
import { scan } from "../support/scan.ts";

const SAID = EN.verdict;
/** What a browser prints when there is nobody to talk to. */
const NOBODY_THERE =
  /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_FAILED|WebSocket connection/;

let gym: Gym;
let manager: Person;
let clerk: Person;

beforeAll(async () => {
  gym = await openGym();
  manager = await gym.signInAs("manager", { fullName: "Mia Manager" });
  clerk = await gym.signInAs("front_desk");
  await gym.addMember("Ada Lovelace", { credential: "CARD-0001" });
  await gym.addMember("Bea Frost", {
    credential: "CARD-0002",
    membership: { planId: gym.planId, startsOn: "2020-01-01", endsOn: "2024-12-31" },
  });
  await gym.addMember("Cem Yılmaz", { credential: "CARD-0003" });
  await gym.addMember("Dana Scully", { credential: "CARD-0004" });
});

afterAll(() => gym.close());

async function openPaired(name: string, { keepsPage = false } = {}): Promise<Page> {
  const page = await gym.screens.open("/desk", manager, { expected: NOBODY_THERE, keepsPage });
  await page.getByText(EN_OFFLINE.notPaired).waitFor();
  await page.getByRole("button", { name: EN_OFFLINE.pairShort }).click();
  const form = dialog(page, EN_OFFLINE.pairTitle);
  await form.getByLabel(EN_OFFLINE.name).fill(name);
  await form.getByRole("button", { name: EN_OFFLINE.pairNow }).click();
  await page.getByText(/Works without the network: 4 members, updated just now/).waitFor();
  return page;
}

async function cut(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await connection(page)
    .getByText(/^Offline since/)
    .waitFor();
}

const admitted = (page: Page, name: string) =>
  verdict(page, SAID.admit).getByRole("heading", { name }).waitFor();

async function visitsOf(fullName: string) {
  const { rows } = await gym.database.pool.query<{ left: boolean; offline: boolean }>(
    `select check_out_at is not null as left, made_offline as offline
       from visit join member on member.id = member_id
      where full_name = $1 and undone_at is null`,
    [fullName],
  );
  return rows;
}

/** What the page keeps of itself to open without the network. */
function keptPaths(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().map(({ url }) => new URL(url).pathname);
  });
}

const isOwnFile = (path: string) => /^\/(assets\/.+|[\w-]+\.(html|js|svg))$/.test(path);

test("[OFFLINE-39] [SCREEN-180] [SCREEN-181] [SCREEN-251] a paired desk decides without the network, says so, and opens again over a reload; then the server knows all of it", async () => {
  const desk = await openPaired("Counter, left", { keepsPage: true });
  const live = await gym.screens.open("/", gym.owner);
  await desk.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });

  expect(await keptPaths(desk)).toSatisfy((paths: string[]) => paths.every(isOwnFile));

  await cut(desk);
  await scan(desk, "CARD-0001");
  await admitted(desk, "Ada Lovelace");
  await verdict(desk, SAID.admit).getByText(EN_OFFLINE.hereHelp).waitFor();
  await scan(desk, "CARD-0001");
  await verdict(desk, /^Already in since/).waitFor();
  await scan(desk, "CARD-0002");
  await verdict(desk, SAID.refuse).getByText("membership ended", { exact: false }).waitFor();
  await expectAccessible(desk);
  await chooseByName(desk, "cem yil");
  await admitted(desk, "Cem Yılmaz");
  await verdict(desk, SAID.admit).getByRole("button", { name: /^Undo/ }).click();
  await verdict(desk, SAID.undoneStep.check_in).waitFor();
  expect(await visitsOf("Ada Lovelace")).toEqual([]);

  const since =
    /Offline since [\d:]+/.exec((await connection(desk).textContent()) ?? "")?.[0] ?? "?";
  await desk.reload();
  await connection(desk)
    .getByText(/Offline since .* 5 scans waiting/)
    .waitFor();
  expect(await connection(desk).textContent()).toContain(since);
  await desk.getByText(EN_OFFLINE.away.account("Mia Manager"), { exact: false }).waitFor();
  await desk.getByRole("complementary").getByText("Cem Yılmaz").waitFor();
  await scan(desk, "CARD-0001");
  await verdict(desk, /^Already in since/).waitFor();
  await chooseByName(desk, "Lovelace", "Control+Enter");
  await verdict(desk, SAID.checkedOut).waitFor();
  await desk.getByRole("link", { name: EN.nav.members }).click();
  await desk.getByRole("heading", { name: EN_OFFLINE.needs }).waitFor();
  await desk.getByRole("button", { name: EN.shell.toDesk }).click();

  await desk.context().setOffline(false);
  await connection(desk).getByText(/^Live/).waitFor();
  const line = feed(live).filter({ hasText: "Ada Lovelace" }).first();
  await line.getByText(EN_OFFLINE.madeOffline).waitFor();
  await expect.poll(() => visitsOf("Ada Lovelace")).toEqual([{ left: true, offline: true }]);
  expect(await visitsOf("Cem Yılmaz")).toEqual([]);
  await desk.getByText(/Works without the network/).waitFor();
});

test("[SCREEN-182] two desks without the network let the same member in: one visit, and a clash that somebody settles", async () => {
  const left = await openPaired("Left");
  const right = await openPaired("Right");
  await cut(left);
  await cut(right);
  for (const desk of [left, right]) {
    await scan(desk, "CARD-0004");
    await admitted(desk, "Dana Scully");
  }
  await left.context().setOffline(false);
  await expect.poll(() => visitsOf("Dana Scully")).toHaveLength(1);
  await right.context().setOffline(false);
  await right.getByRole("complementary").getByText(EN_OFFLINE.clash["inside-twice"]).waitFor();
  expect(await visitsOf("Dana Scully")).toHaveLength(1);

  await right.getByRole("link", { name: EN_OFFLINE.report.look }).click();
  const clashes = right.getByRole("region", { name: EN_OFFLINE.report.clashes });
  await clashes.getByText(EN_OFFLINE.clash["inside-twice"]).waitFor();
  await expectAccessible(right);
  await clashes
    .getByRole("button", { name: EN_OFFLINE.report.settleOf("Dana Scully") })
    .first()
    .click();
  await right.getByText(EN_OFFLINE.report.noClashes).waitFor();
});

test("[SCREEN-240] an open report follows what desks bring when they are back", async () => {
  const desk = await openPaired("Comes back");
  const report = await gym.screens.open("/desk/offline", gym.owner);
  const decisions = report.getByRole("region", { name: EN_OFFLINE.report.decisions });
  await decisions.waitFor();
  await cut(desk);
  await scan(desk, "CARD-0002");
  await verdict(desk, SAID.refuse).waitFor();
  await desk.context().setOffline(false);
  const row = decisions.getByRole("row").filter({ hasText: "Comes back" });
  await row.waitFor();
  expect(await row.innerText()).toContain("Bea Frost");
});

test("[SCREEN-183] a computer that is not paired says that nobody can be decided without the network", async () => {
  const desk = await gym.screens.open("/desk", clerk, { expected: NOBODY_THERE });
  await desk.getByText(EN_OFFLINE.notPaired).waitFor();
  await expect(desk.getByRole("button", { name: EN_OFFLINE.pairShort }).count()).resolves.toBe(0);
  await cut(desk);
  await scan(desk, "CARD-0003");
  await verdict(desk, SAID.waiting).waitFor();
  await desk.getByText(EN_OFFLINE.away.waits, { exact: false }).waitFor();
});

test("[SCREEN-244] a page that is opened without the server says so steadily, and goes on by itself", async () => {
  const page = await gym.screens.open("/", clerk, { expected: NOBODY_THERE, keepsPage: true });
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.context().route("**/api/**", (route) => route.abort());
  await page.reload();
  const note = page.getByRole("heading", { name: EN.shell.unreachable });
  await note.waitFor();
  // Over more than one attempt.
  const isGone = note.waitFor({ state: "detached", timeout: 9_000 });
  await expect(isGone).rejects.toThrow(/Timeout/);
  await page.context().unroute("**/api/**");
  await connection(page).getByText(/^Live/).waitFor();
});

test("[SCREEN-184] [SCREEN-186] [SCREEN-253] what a door may do without the network is chosen in the settings; a computer that is revoked there forgets what it had", async () => {
  const desk = await openPaired("To be revoked");
  const settings = await gym.screens.open("/settings/doors", gym.owner);
  await settings.getByRole("button", { name: /^Edit / }).click();
  const { policy, devices } = EN_OFFLINE;
  await settings.getByLabel(policy.label).selectOption(policy.admits.nobody);
  const synced = desk.waitForResponse(
    async (response) =>
      response.url().includes("/book/changes") && (await response.text()).includes('"nobody"'),
  );
  await settings.getByRole("button", { name: "Save" }).click();
  await synced;
  await cut(desk);
  await scan(desk, "CARD-0003");
  const wording = wordingIn("Europe/Berlin");
  const sentence = sentenceOf({ code: "not-offline", why: "nobody" }, wording);
  await verdict(desk, SAID.refuse).getByText(sentence).waitFor();
  await desk.context().setOffline(false);
  await connection(desk).getByText(/^Live/).waitFor();

  await settings.goto(`${gym.url}/settings/devices`);
  await settings.getByRole("button", { name: devices.revokeOf("To be revoked") }).click();
  await expectAccessible(settings);
  await dialog(settings, devices.revokeTitle("To be revoked"))
    .getByRole("button", { name: devices.revoke })
    .click();
  await desk.getByText(EN_OFFLINE.notPaired).waitFor();
  await expect.poll(() => partsOf(desk)).toBe(0);
  await desk.getByText(EN.desk.lastEmpty).waitFor();
  expect(await stepsOf(desk)).not.toContain("CARD-0003");
});

/** What the tab keeps of the last steps. */
function stepsOf(desk: Page): Promise<string> {
  return desk.evaluate(() => JSON.stringify(sessionStorage));
}

/** How much lies in the browser's database. */
function partsOf(desk: Page): Promise<unknown> {
  return desk.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open("av-offline");
        opening.addEventListener("success", () => {
          const asked = opening.result.transaction("part").objectStore("part").count();
          asked.addEventListener("success", () => {
            opening.result.close();
            resolve(asked.result);
          });
        });
      }),
  );
}
