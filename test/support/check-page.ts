// What holds for every page, whatever it shows: accessible in both schemes, within its window, large
// enough to be pressed.
import axe from "axe-core";
import type { AxeResults, RunOptions } from "axe-core";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { must } from "../../domain/assert.ts";

const RULES: RunOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  resultTypes: ["violations"],
};

/** Nothing that axe finds against WCAG 2.2 AA, in the light and in the dark. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(drawAll);
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectScheme(page, colorScheme);
    await comeToRest(page);
    expect(await violationsOf(page), `${page.url()} in the ${colorScheme}`).toEqual([]);
  }
}

async function expectScheme(page: Page, scheme: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.documentElement.dataset["mantineColorScheme"] === wanted,
    scheme,
  );
}

/** Until nothing moves or fades any more; what goes on for ever is not waited for. */
async function comeToRest(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== "running" || effect?.getComputedTiming().endTime === Infinity,
      ),
  );
}

async function violationsOf(page: Page): Promise<readonly string[]> {
  const isThere = await page.evaluate(() => "axe" in globalThis);
  if (!isThere) await page.evaluate(axe.source);
  const { violations } = await page.evaluate((options) => {
    const found = globalThis as unknown as { axe: { run(o: object): Promise<AxeResults> } };
    return found.axe.run(options);
  }, RULES);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = "" }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}

/** What is out of sight would else keep the colours of the other scheme: the browser saves that work. */
function drawAll(): void {
  if (document.adoptedStyleSheets.length > 0) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets.push(sheet);
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [scrolls, shows] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  expect(scrolls, `${page.url()} is wider than its window`).toBeLessThanOrEqual(
    must(shows, "width"),
  );
}

/** Each of what it finds is at least as high and as wide. */
export async function expectTargets(found: Locator, leastPx: number): Promise<void> {
  const targets = await found.evaluateAll((elements) =>
    elements
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => {
        const { width, height } = element.getBoundingClientRect();
        return { html: element.outerHTML.slice(0, 160), width, height };
      }),
  );
  expect(targets.length).toBeGreaterThan(0);
  // A hair less comes of rounding.
  const least = leastPx - 0.5;
  expect(targets.filter(({ width, height }) => width < least || height < least)).toEqual([]);
}

/** Neither of the two covers a part of the other. */
export async function expectApart(one: Locator, other: Locator): Promise<void> {
  const a = must(await one.boundingBox(), "first box");
  const b = must(await other.boundingBox(), "second box");
  const acrossPx = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const downPx = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  expect(Math.min(acrossPx, downPx), "covered pixels").toBeLessThanOrEqual(0);
}
