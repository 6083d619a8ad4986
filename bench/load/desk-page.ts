// The desk in a real browser: how long until it can be used, and from a scan to its verdict.
import type { BrowserContext, Page } from "playwright-core";

/** In milliseconds, on the page's own clock. */
export interface DeskPage {
  readonly page: Page;
  readonly usableAfterMs: number;
  /** Names of the JavaScript files it loaded until then. */
  readonly scripts: readonly string[];
  scan(code: string): Promise<number>;
}

const PATIENCE_MS = 10_000;
const GAP_SECONDS = 0.004;

export async function openDeskPage(
  context: BrowserContext,
  url: string,
  slowdown: number,
): Promise<DeskPage> {
  const page = await context.newPage();
  // Before any script of the page: the scanner keeps its keys to itself.
  await page.addInitScript(WATCH);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const scripts: string[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith(".js")) scripts.push(pathname);
  });
  await page.goto(`${url}/desk`, { waitUntil: "commit" });
  const usableAfterMs = await page.evaluate<number>(UNTIL_USABLE);
  return {
    page,
    usableAfterMs,
    scripts,
    scan: async (code) => {
      const shown = page.evaluate<number>("nextVerdict()");
      const keys = [...code, "Enter"];
      const begins = Date.now() / 1_000 - keys.length * GAP_SECONDS;
      await Promise.all(
        keys.flatMap((key, index) => {
          const timestamp = begins + index * GAP_SECONDS;
          return (["keyDown", "keyUp"] as const).map((type) =>
            devtools.send("Input.dispatchKeyEvent", { ...keyOf(key), type, timestamp }),
          );
        }),
      );
      return shown;
    },
  };
}

const UNTIL_USABLE = `new Promise((resolve) => {
  const look = () => {
    const isUsable =
      document.querySelector('[data-connection="calm"]') && document.querySelector("main input");
    if (isUsable) resolve(performance.now());
    else requestAnimationFrame(look);
  };
  look();
})`;

// From the Enter of a scan to the first picture that shows a verdict other than the one before.
const WATCH = `
  let enterAt = 0;
  addEventListener("keydown", (event) => { if (event.key === "Enter") enterAt = performance.now(); }, true);
  const shownCommand = () =>
    document.querySelector('main section[data-command][data-tone="admit"]')?.dataset.command ?? null;
  globalThis.nextVerdict = () => {
    const before = shownCommand();
    return new Promise((resolve) => {
      const look = () => {
        const shown = shownCommand();
        if (shown === null || shown === before) return false;
        observer.disconnect();
        requestAnimationFrame(() => resolve(performance.now() - enterAt));
        return true;
      };
      const observer = new MutationObserver(look);
      // One that never comes counts as this long.
      setTimeout(() => resolve(${PATIENCE_MS}), ${PATIENCE_MS});
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
  };`;

function keyOf(key: string) {
  const text = key === "Enter" ? "\r" : key;
  const windowsVirtualKeyCode = key === "Enter" ? 13 : (key.codePointAt(0) ?? 0);
  return { key, text, windowsVirtualKeyCode };
}
