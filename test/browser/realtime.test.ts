// The owner watches how the house is doing while somebody else scans: the figures move, a screen that is
// gone is shown no more, and the road of a scan can be tried without letting anybody in.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EN } from "../../web/words/en.ts";
import { EN_REALTIME } from "../../web/words/en-realtime.ts";
import { expectAccessible, expectNoSidewaysScroll, expectTargets } from "../support/check-page.ts";
import { openGym } from "../support/open-gym.ts";
import type { Gym } from "../support/open-gym.ts";
import { PHONE, TABLET } from "../support/open-screens.ts";
import type { Person } from "../support/open-test-house.ts";
import { verdict } from "../support/page-parts.ts";
import { scan } from "../support/scan.ts";

const PATIENT = { timeout: 15_000 };

let gym: Gym;
let clerk: Person;

beforeAll(async () => {
  gym = await openGym();
  clerk = await gym.signInAs("front_desk");
  await gym.addMember("Ada Lovelace", { credential: "CARD-0001" });
});

afterAll(() => gym.close());

const figure = (page: Page, name: string) => page.locator(`[data-figure="${name}"]`);

async function valueOf(page: Page, name: string): Promise<number> {
  return Number(await figure(page, name).locator("p").first().textContent());
}

const screensOf = (page: Page, account: string) =>
  page.locator(`[data-connection-of="${account}"]`);

test("[SCREEN-210] the owner sees a scan move the figures, and a screen that is gone disappear", async () => {
  const owner = await gym.screens.open("/realtime", gym.owner);
  await figure(owner, "clients").getByText(EN.live.badge, { exact: true }).waitFor();
  const desk = await gym.screens.open("/desk", clerk);
  await screensOf(owner, "A front_desk").waitFor();
  expect(await valueOf(owner, "clients")).toBe(2);
  await expectAccessible(owner);

  await scan(desk, "CARD-0001");
  await verdict(desk, EN.verdict.admit).waitFor();
  const median = (name: string) => figure(owner, name).locator('[data-percentile="p50"]');
  for (const name of ["scanToDecision", "commitToScreen"]) {
    await expect.poll(() => median(name).textContent(), PATIENT).toMatch(/\d m?s$/);
  }
  await figure(owner, "events")
    .getByText(/from 1 scan$/)
    .waitFor();

  await desk.context().close();
  await expect.poll(() => screensOf(owner, "A front_desk").count(), PATIENT).toBe(0);
  await expect.poll(() => valueOf(owner, "clients"), PATIENT).toBe(1);
});

test("[SCREEN-214] a synthetic scan shows where its time went and lets nobody in", async () => {
  const owner = await gym.screens.open("/realtime", gym.owner, { viewport: TABLET });
  await owner.getByRole("button", { name: EN_REALTIME.scan.run }).click();
  const steps = owner.getByRole("list", { name: EN_REALTIME.scan.steps }).getByRole("listitem");
  await steps.first().waitFor();
  expect(await steps.count()).toBe(Object.keys(EN_REALTIME.scan.step).length);
  const { rowCount } = await gym.database.pool.query("select 1 from visit");
  expect(rowCount).toBe(1);
  await expectNoSidewaysScroll(owner);
});

test("[SCREEN-215] on a phone all of it fits, by finger and in both schemes; the front desk is not shown it", async () => {
  const owner = await gym.screens.open("/realtime", gym.owner, { viewport: PHONE, hasTouch: true });
  await screensOf(owner, "Olga Owner").first().waitFor();
  await expectNoSidewaysScroll(owner);
  await expectTargets(owner.locator("main button"), 44);
  await expectAccessible(owner);

  const desk = await gym.screens.open("/realtime", clerk);
  await desk.getByText(EN.shell.noRight).waitFor();
  expect(await desk.getByRole("link", { name: EN.nav.realtime }).count()).toBe(0);
});
