// Check-in from a profile takes the same road as a scan.
import { afterAll, beforeAll, expect, test } from "vitest";
import { EN } from "../../web/words/en.ts";
import { EN_MEMBERS } from "../../web/words/en-members.ts";
import { done, openGym } from "../support/open-gym.ts";
import type { Gym } from "../support/open-gym.ts";
import { connection, verdict } from "../support/page-parts.ts";

/** What a browser prints when there is nobody to talk to. */
const NOBODY_THERE = /ERR_INTERNET_DISCONNECTED|WebSocket connection/;

let gym: Gym;

beforeAll(async () => {
  gym = await openGym();
});

afterAll(() => gym.close());

test("[SCREEN-157] a check-in from a profile is answered over the page, undone there, and waits where the server is away", async () => {
  const { id } = await gym.addMember("Ada Lovelace");
  const clerk = await gym.signInAs("front_desk");
  const page = await gym.screens.open(`/members/${id}`, clerk, { expected: NOBODY_THERE });
  const checkIn = page.getByRole("button", { name: EN_MEMBERS.profile.checkIn, exact: true });
  await checkIn.click();
  const admitted = verdict(page, EN.verdict.admit);
  await admitted.getByRole("heading", { name: "Ada Lovelace" }).waitFor();
  await page.getByRole("button", { name: EN_MEMBERS.profile.checkOut, exact: true }).waitFor();
  await admitted.getByRole("button", { name: /^Undo/ }).click();
  await verdict(page, EN.verdict.undoneStep.check_in).waitFor();

  await checkIn.waitFor();
  await page.context().setOffline(true);
  await connection(page)
    .getByText(/^Offline since/)
    .waitFor();
  await checkIn.click();
  await page.getByText(EN.verdict.waitingAway).first().waitFor();
  await connection(page)
    .getByText(/1 scan waiting/)
    .waitFor();
  await page.context().setOffline(false);
  await admitted.getByRole("heading", { name: "Ada Lovelace" }).waitFor();
  const decisions = await done(gym.owner.ask("GET", `/api/members/${id}/decisions`));
  expect(decisions).toHaveLength(3);
});
