// A real browser, as the tests of the screens start it; null where there is none and none can be had.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";
import { REPOSITORY } from "../repository.ts";

interface Finder {
  findBrowser(): Promise<string>;
  browserFlags(): readonly string[];
}

export async function openBrowser(say: (line: string) => void): Promise<Browser | null> {
  const file = pathToFileURL(join(REPOSITORY, "scripts/find-browser.mjs")).href;
  const finder = (await import(file)) as Finder;
  try {
    const executablePath = await finder.findBrowser();
    return await chromium.launch({ executablePath, args: [...finder.browserFlags()] });
  } catch (error) {
    say(`No browser: ${String(error)}`);
    return null;
  }
}
