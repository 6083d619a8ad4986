// Messages that pop up: grouped in a burst, silent where they were silenced, never over an answer.
import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EN } from "../../web/words/en.ts";
import { expectAccessible, expectApart } from "../support/check-page.ts";
import { done, openGym } from "../support/open-gym.ts";
import type { Gym } from "../support/open-gym.ts";
import { DESKTOP, expectLive, PHONE, TABLET } from "../support/open-screens.ts";
import type { Person } from "../support/open-test-house.ts";
import { feed, toast, verdict } from "../support/page-parts.ts";
import { scan } from "../support/scan.ts";

let gym: Gym;
let clerk: Person;
let made = 0;

beforeAll(async () => {
  gym = await openGym();
  clerk = await gym.signInAs("front_desk");
});

afterAll(() => gym.close());

/** Somebody new. */
async function addSomebody(): Promise<{ id: string; name: string; card: string }> {
  made += 1;
  const name = `Member ${String.fromCodePoint(64 + made)}.`;
  const card = `CARD-${1000 + made}`;
  const { id } = await gym.addMember(name, { credential: card });
  return { id, name, card };
}

/** At another door, without a screen. */
async function checkIn(memberId: string): Promise<void> {
  const body = { memberId, location: { doorId: gym.doorId } };
  const key = { "idempotency-key": randomUUID() };
  await done(clerk.ask("POST", `/api/sites/${gym.site.id}/check-ins`, body, key));
}

async function setKind(page: Page, kind: string): Promise<void> {
  const account = page.getByRole("button", { name: EN.account.open("Olga Owner") });
  await account.click();
  await page.getByRole("switch", { name: kind, exact: true }).click({ force: true });
  await page.keyboard.press("Escape");
}

test("[SCREEN-103] a burst of arrivals becomes one message that counts them", async () => {
  const page = await gym.screens.open("/members", gym.owner);
  const people = await Promise.all(Array.from({ length: 8 }, addSomebody));
  await Promise.all(people.map(({ id }) => checkIn(id)));
  await toast(page, EN.toast.checkIns(8)).waitFor();
  await expect.poll(() => page.getByRole("alert").count()).toBe(1);
  await expectAccessible(page);
});

test("[SCREEN-104] a silenced kind and a silenced person stay silent over a reload, the others are told", async () => {
  const page = await gym.screens.open("/", gym.owner);
  const [ann, ben, cem] = [await addSomebody(), await addSomebody(), await addSomebody()];
  await checkIn(ann.id);
  await toast(page, EN.toast.checkIn(ann.name))
    .getByRole("button", { name: EN.toast.silence(ann.name) })
    .click();
  await setKind(page, EN.account.kinds.check_out);
  await page.reload();
  await expectLive(page);
  const body = { memberId: ann.id, location: { doorId: gym.doorId } };
  const key = { "idempotency-key": randomUUID() };
  await done(clerk.ask("POST", `/api/sites/${gym.site.id}/check-outs`, body, key));
  await checkIn(ann.id);
  await checkIn(ben.id);
  await toast(page, EN.toast.checkIn(ben.name)).waitFor();
  // What was said before is told of by now as well: messages come in the order of the events.
  expect(await toast(page, ann.name).count()).toBe(0);

  await setKind(page, EN.account.kinds.check_in);
  await checkIn(cem.id);
  await feed(page).first().getByText(cem.name).waitFor();
  expect(await toast(page, cem.name).count()).toBe(0);
});

for (const [name, viewport] of Object.entries({ DESKTOP, TABLET, PHONE })) {
  const size = `${viewport.width} pixels (${name.toLowerCase()})`;
  test(`[SCREEN-105] at ${size} no message covers the answer to a scan, at the desk or over another screen`, async () => {
    const page = await gym.screens.open("/desk", clerk, { viewport });
    for (const path of ["/desk", "/"]) {
      await page.goto(`${gym.url}${path}`);
      await expectLive(page);
      const [own, other] = [await addSomebody(), await addSomebody()];
      await scan(page, own.card);
      const answer = verdict(page, EN.verdict.admit);
      await answer.getByRole("heading", { name: own.name }).waitFor();
      await checkIn(other.id);
      const message = toast(page, EN.toast.checkIn(other.name));
      await message.waitFor();
      await expectApart(message, answer);
      await expectAccessible(page);
    }
  });
}
