// Three tabs of one browser on one connection: what one sees all see, and the one that has the socket may
// be closed without any of the others missing a thing.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EN } from "../../web/words/en.ts";
import { expectAccessible } from "../support/check-page.ts";
import { openGym } from "../support/open-gym.ts";
import type { Gym } from "../support/open-gym.ts";
import { expectLive } from "../support/open-screens.ts";
import { askAs } from "../support/open-test-house.ts";
import { connection, feed, verdict } from "../support/page-parts.ts";
import { scan } from "../support/scan.ts";

let gym: Gym;

beforeAll(async () => {
  gym = await openGym();
  await gym.addMember("Ada Lovelace", { credential: "CARD-0001" });
  await gym.addMember("Cem Yılmaz", { credential: "CARD-0002" });
  await gym.addMember("Dana Scully", { credential: "CARD-0003" });
});

afterAll(() => gym.close());

async function openTab(beside: Page, path: string): Promise<Page> {
  const page = await beside.context().newPage();
  await page.goto(`${gym.url}${path}`);
  await expectLive(page);
  return page;
}

async function countSockets(): Promise<number> {
  const authorization = `Bearer ${gym.house.operatorKey}`;
  const { body } = await askAs(gym.url, null, "GET", "/metrics", undefined, { authorization });
  return Number(/^avgym_sockets (\d+)$/m.exec(String(body))?.[1]);
}

const namesIn = async (page: Page) =>
  (await feed(page).allInnerTexts()).map((text) => /[A-Z]\S+ [A-Z]\S+/.exec(text)?.[0]);

test("[SCREEN-154] [SCREEN-156] three tabs share one socket; closed, the one that has it is followed without a miss", async () => {
  const first = await gym.screens.open("/", gym.owner);
  const live = await openTab(first, "/");
  const desk = await openTab(first, "/desk");
  expect(await countSockets()).toBe(1);

  await connection(live).click();
  const panel = live.getByRole("dialog", { name: EN.connection.figures.title });
  await panel.getByText(EN.connection.help.live).waitFor();
  await expect.poll(() => panel.innerText()).toMatch(/Quality\s+\d+ of 100/);
  await expect.poll(() => panel.innerText()).toMatch(/Tabs on this connection\s+3/);
  await expectAccessible(live);
  await live.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });

  await scan(desk, "CARD-0001");
  await verdict(desk, EN.verdict.admit).getByRole("heading", { name: "Ada Lovelace" }).waitFor();
  await feed(live).first().getByText("Ada Lovelace").waitFor();
  await feed(first).first().getByText("Ada Lovelace").waitFor();

  const closing = first.close();
  await scan(desk, "CARD-0002");
  await closing;
  await verdict(desk, EN.verdict.admit).getByRole("heading", { name: "Cem Yılmaz" }).waitFor();
  await feed(live).first().getByText("Cem Yılmaz").waitFor();
  await scan(desk, "CARD-0003");
  await feed(live).first().getByText("Dana Scully").waitFor();
  expect(await namesIn(live)).toEqual(["Dana Scully", "Cem Yılmaz", "Ada Lovelace"]);
  await connection(desk).getByText(/^Live/).waitFor();
  await expect.poll(countSockets).toBe(1);

  await live.close();
  await desk.close();
  await expect.poll(countSockets).toBe(0);
});
