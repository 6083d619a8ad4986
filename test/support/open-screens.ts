// Real browser pages on a real house. Whatever goes wrong in a page (an uncaught error, something
// printed as an error, a broken Content-Security-Policy) is kept, and fails the test that opened it.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { browserFlags, findBrowser } from "./find-browser.ts";
import type { Person } from "./open-test-house.ts";

/** The screens as `npm run build` left them. */
export const WEB_FOLDER =
  process.env["TEST_WEB_FOLDER"] ?? fileURLToPath(new URL("../../dist/web", import.meta.url));

export const DESKTOP = { width: 1440, height: 900 };
export const TABLET = { width: 1024, height: 768 };
export const PHONE = { width: 390, height: 844 };

/** Patient, since the machine may be busy with other tests; what is fast is measured where it is said. */
const PATIENCE_MS = 15_000;

export interface ScreenOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** A finger instead of a mouse. */
  readonly hasTouch?: boolean;
  /** The page keeps its own files, to open without the network; else that only takes time. */
  readonly keepsPage?: boolean;
  /** Errors that the test itself brings about, such as a network that is taken away. */
  readonly expected?: RegExp;
}

export interface Screens {
  /**
   * A page of its own browser profile, live where somebody is signed in; without a person nobody is.
   * Closed with the test.
   */
  open(path: string, person: Person | null, options?: ScreenOptions): Promise<Page>;
  close(): Promise<void>;
}

export async function openScreens(url: string): Promise<Screens> {
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...browserFlags()],
  });
  return {
    open: async (path, person, options = {}) => {
      const context = await openContext(browser, options);
      if (person !== null) await context.addCookies([cookieOf(person, url)]);
      const page = await context.newPage();
      await page.goto(`${url}${path}`);
      if (person !== null) await expectLive(page);
      return page;
    },
    close: () => browser.close(),
  };
}

/** Until the page is connected, up to date, and hears what there is to tell. */
export async function expectLive(page: Page): Promise<void> {
  await page.locator('[data-connection="calm"]').waitFor();
  await page.locator(".mantine-Notifications-root").first().waitFor({ state: "attached" });
}

async function openContext(browser: Browser, options: ScreenOptions): Promise<BrowserContext> {
  const { viewport = DESKTOP, hasTouch = false, keepsPage = false, expected } = options;
  const context = await browser.newContext({
    viewport,
    hasTouch,
    isMobile: hasTouch,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    colorScheme: "light",
    reducedMotion: "reduce",
    serviceWorkers: keepsPage ? "allow" : "block",
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const faults: string[] = [];
  context.on("weberror", (fault) => faults.push(String(fault.error())));
  context.on("console", (message) => {
    if (message.type() !== "error" || isAnswer(message.text())) return;
    faults.push(`${message.text()} (${message.location().url})`);
  });
  onTestFinished(async ({ task }) => {
    if (task.result?.state === "fail") await takePictures(context, task.name);
    await context.close();
    const unexpected = faults.filter((fault) => expected?.test(fault) !== true);
    expect(unexpected, "errors in the browser").toEqual([]);
  });
  return context;
}

/** Of a test that failed, where TEST_PICTURES names a folder for them. */
async function takePictures(context: BrowserContext, testName: string): Promise<void> {
  const folder = process.env["TEST_PICTURES"];
  if (folder === undefined) return;
  for (const page of context.pages()) {
    const name = `${testName} ${new URL(page.url()).pathname} ${Date.now()}`;
    await page.screenshot({ path: join(folder, `${name.replaceAll(/\W+/g, "-")}.png`) });
  }
}

/** The browser prints every answer from 400 on as an error; a refusal is an answer like others. */
function isAnswer(text: string): boolean {
  return /^Failed to load resource: .* status of 4(01|03|04|09|22|29) /.test(text);
}

function cookieOf(person: Person, url: string) {
  const [name = "", value = ""] = person.cookie.split("=");
  return { name, value, url };
}
