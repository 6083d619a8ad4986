// `node scripts/take-pictures.mjs`: the pictures of the README, taken of a demo gym in a folder of its
// own, at six in the evening by the clock on its wall.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";
import sharp from "sharp";
import { browserFlags, findBrowser } from "./find-browser.mjs";
import { inRepository } from "./repository.mjs";

const EVENING = 18;
const PATIENCE_MS = 180_000;
/** Until the figures of the last minute are more than a few. */
const FIGURES_MS = 45_000;
const VIEWPORT = { width: 1440, height: 900 };

const data = await mkdtemp(join(tmpdir(), "av-gym-pictures-"));
const server = startDemo(data);
try {
  const { url, code } = await readDirections(server);
  const cookie = await setUp(url, code);
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...browserFlags()],
  });
  await takePictures(await openPage(browser, url, cookie), url);
  await browser.close();
} finally {
  server.kill("SIGTERM");
  await once(server, "exit");
  await rm(data, { recursive: true, force: true });
}

function startDemo(folder) {
  const args = ["scripts/start.mjs", "--demo", "--speed", "8", "--port", "0", "--data", folder];
  const env = { ...process.env, AVGYM_LOG_LEVEL: "error", DATABASE_URL: "" };
  const stdio = ["ignore", "pipe", "inherit"];
  return spawn(process.execPath, args, { cwd: inRepository(), env, stdio });
}

async function readDirections({ stdout }) {
  let url = null;
  for await (const line of createInterface({ input: stdout })) {
    url = /open at (\S+)/.exec(line)?.[1] ?? url;
    const code = /set-up code (\S+)/.exec(line)?.[1];
    if (url !== null && code !== undefined) return { url, code };
  }
  throw new Error("The server ended before it said where it is.");
}

/** The first run, in a zone where it is evening; answers with the owner's cookie. */
async function setUp(url, code) {
  const ahead = ((EVENING - new Date().getUTCHours() + 36) % 24) - 12;
  const body = {
    code,
    account: { fullName: "Olga Ohlsen", email: "olga@example.com", password: "only for pictures" },
    gym: {
      name: "Harbour Gym",
      // The signs of these zones are the other way round.
      timeZone: `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`,
      capacity: 120,
    },
  };
  const headers = { origin: url, "content-type": "application/json" };
  const answer = await fetch(`${url}/api/first-run`, {
    ...{ method: "POST", headers, body: JSON.stringify(body) },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!answer.ok) throw new Error(`No first run: ${await answer.text()}`);
  const [name, value] = answer.headers.getSetCookie()[0].split(";")[0].split("=");
  return { name, value, url };
}

async function openPage(browser, url, cookie) {
  const context = await browser.newContext({
    ...{ viewport: VIEWPORT, colorScheme: "light", reducedMotion: "reduce", locale: "en-GB" },
  });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addCookies([cookie]);
  const quiet = JSON.stringify({ kinds: ["check_out", "refused", "undone"], people: [] });
  await context.addInitScript((kept) => localStorage.setItem("av-quiet", kept), quiet);
  return context.newPage();
}

async function takePictures(page, url) {
  await page.goto(url);
  await page.locator('[data-activity="check_out"]').first().waitFor();
  await page.waitForLoadState("networkidle");
  // Until one message at most is in sight, and nobody whose script this machine may have no font for.
  await page.waitForFunction(() => {
    const names = [...document.querySelectorAll("main li a")];
    const inSight = names.filter((name) => name.getBoundingClientRect().top < innerHeight);
    const messages = document.querySelectorAll('[role="alert"]').length;
    return (
      messages <= 1 &&
      inSight.every((name) => /^[\p{Script=Latin}\p{P}\s]+$/u.test(name.textContent))
    );
  });
  await keep(page, "live");
  const found = await page.evaluate(async () => (await fetch("/api/members?state=active")).json());
  const isFree = (row) => row.photoUrl !== null && row.insideSince === null;
  const [visitor, other] = found.rows.filter(isFree);
  await page.goto(`${url}/desk`);
  const search = page.getByRole("combobox", { name: /find a member/i });
  for (const { fullName } of [found.rows.at(-1), found.rows.at(-2), visitor]) {
    await search.fill(fullName);
    await search.press("Enter");
    await page.getByRole("heading", { name: fullName }).waitFor();
  }
  await page.waitForLoadState("networkidle");
  await keep(page, "desk");
  await page.goto(`${url}/realtime`);
  await page.getByRole("table").first().waitFor();
  await page.waitForTimeout(FIGURES_MS);
  await keep(page, "realtime");
  await takeOffline(page, url, other.fullName);
}

/** The desk of a paired browser whose network is gone. */
async function takeOffline(page, url, fullName) {
  await page.goto(`${url}/desk`);
  await page.evaluate(pairThis);
  await page.reload();
  await page
    .getByText(/works without the network/i)
    .first()
    .waitFor();
  await page.context().setOffline(true);
  await page
    .getByText(/offline since|without the network/i)
    .first()
    .waitFor();
  const search = page.getByRole("combobox", { name: /find a member/i });
  await search.fill(fullName);
  await search.press("Enter");
  await page
    .getByText(/decided here/i)
    .first()
    .waitFor();
  await keep(page, "offline");
}

async function pairThis() {
  const [site] = await (await fetch("/api/sites")).json();
  const body = { name: "Front desk", siteId: site.id, doorId: site.doors[0].id };
  const headers = { "content-type": "application/json" };
  await fetch("/api/devices", { method: "POST", headers, body: JSON.stringify(body) });
}

async function keep(page, name) {
  const picture = await page.screenshot();
  const small = await sharp(picture).png({ palette: true, quality: 90, effort: 10 }).toBuffer();
  await mkdir(inRepository("docs/pictures"), { recursive: true });
  await writeFile(inRepository("docs/pictures", `${name}.png`), small);
  console.log(`docs/pictures/${name}.png, ${Math.round(small.length / 1024)} KB`);
}
