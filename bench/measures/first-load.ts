// P12: what the desk loads at first, when it can be used on a slow machine, from scan to verdict.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BrowserContext } from "playwright-core";
import type { Figure } from "../figures/figure.ts";
import { median, percentile } from "../figures/percentile.ts";
import { cardOf } from "../house/gym-ids.ts";
import { openDeskPage } from "../load/desk-page.ts";
import type { DeskPage } from "../load/desk-page.ts";
import { openBrowser } from "../load/open-browser.ts";
import type { Bench, Measure } from "../measure.ts";
import { openHouseProcess } from "../measure.ts";
import { REPOSITORY } from "../repository.ts";

const WEB_FOLDER = join(REPOSITORY, "dist/web");
const MEMBERS = 10_000;
const PHONE_SLOWDOWN = 4;

export const P12: Measure = {
  id: "P12",
  title: "The desk in a browser",
  how: `Chromium, a new profile each time, ${MEMBERS.toLocaleString("en-US")} members, server on the same machine. JavaScript: every file that is loaded until the desk can be used, gzip. Usable: live and ready for a scan, from the start of the navigation, with the processor slowed down ${PHONE_SLOWDOWN} times. Scan to verdict: from the scanner's Enter to the first frame that shows the verdict.`,
  run: measureDesk,
};

async function measureDesk(bench: Bench): Promise<readonly Figure[]> {
  const browser = await openBrowser(bench.say);
  if (browser === null) return [{ what: "no browser here", value: null, unit: "" }];
  const size = { members: MEMBERS, pastVisits: 0 };
  const house = await openHouseProcess(bench, "desk", size, null, WEB_FOLDER);
  const { url } = house.opened;
  const cookie = await signIn(url, house.opened.operatorKey);
  const openProfile = async (): Promise<BrowserContext> => {
    const context = await browser.newContext({ locale: "en-GB" });
    await context.addCookies([{ ...cookie, url }]);
    return context;
  };
  try {
    const first: DeskPage[] = [];
    const rounds = bench.isQuick ? 2 : 7;
    for (let round = 0; round < rounds; round += 1) {
      const context = await openProfile();
      first.push(await openDeskPage(context, url, PHONE_SLOWDOWN));
      await context.close();
    }
    const context = await openProfile();
    const scans = bench.isQuick ? 20 : 300;
    const desk = await timeScans(await openDeskPage(context, url, 1), 1, scans);
    const phone = await timeScans(
      await openDeskPage(context, url, PHONE_SLOWDOWN),
      scans + 1,
      scans / 4,
    );
    return figuresOf(first, desk, phone);
  } finally {
    await browser.close();
    await house.end();
  }
}

/** An account for the browser, and the cookie of its session. */
async function signIn(url: string, operatorKey: string) {
  const account = { email: "desk@gym.example", password: "a long password for measuring" };
  const made = await fetch(`${url}/api/staff`, {
    method: "POST",
    headers: { authorization: `Bearer ${operatorKey}`, "content-type": "application/json" },
    body: JSON.stringify({ ...account, fullName: "Frida Desk", role: "front_desk" }),
  });
  if (!made.ok) throw new Error(`no account: ${await made.text()}`);
  const answer = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: { origin: url, "content-type": "application/json" },
    body: JSON.stringify(account),
  });
  const [cookie = ""] = (answer.headers.getSetCookie()[0] ?? "").split(";");
  const [name = "", value = ""] = cookie.split("=");
  return { name, value };
}

async function timeScans(desk: DeskPage, firstMember: number, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let member = firstMember; member < firstMember + count; member += 1) {
    times.push(await desk.scan(cardOf(member)));
  }
  return times;
}

function figuresOf(
  first: readonly DeskPage[],
  desk: readonly number[],
  phone: readonly number[],
): readonly Figure[] {
  const scripts = new Set(first.flatMap((page) => page.scripts));
  const gzip = [...scripts].map((path) => gzipSync(readFileSync(join(WEB_FOLDER, path))).length);
  const loaded = gzip.reduce((sum, bytes) => sum + bytes, 0) / 1_024;
  const usable = median(first.map((page) => page.usableAfterMs));
  const files = `${scripts.size} files`;
  return [
    { what: "JavaScript, gzip", value: loaded, unit: "KB", target: { atMost: 200 }, note: files },
    { what: "usable on a phone", value: usable, unit: "ms", target: { atMost: 1_500 } },
    {
      what: "scan to verdict, p99",
      value: percentile(desk, 0.99),
      unit: "ms",
      target: { atMost: 100 },
      note: `${desk.length} scans, processor not slowed down`,
    },
    { what: "scan to verdict, p50", value: percentile(desk, 0.5), unit: "ms" },
    { what: "scan to verdict on a phone, p50", value: percentile(phone, 0.5), unit: "ms" },
  ];
}
