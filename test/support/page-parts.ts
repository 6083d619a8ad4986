// The parts of a screen by the words that a person knows them by.
import type { Locator, Page } from "playwright-core";

/** A card of the live screen with one figure. */
export const counter = (page: Page, heading: string): Locator =>
  page.getByRole("article").filter({ has: page.getByRole("heading", { name: heading }) });

/** The lines of the activity feed, newest first. */
export const feed = (page: Page): Locator =>
  page.getByRole("region", { name: "Activity" }).first().getByRole("listitem");

/** The answer to a scan, at the desk or over another screen. */
export const verdict = (page: Page, word: string | RegExp): Locator =>
  page.getByRole("region", { name: word }).filter({ has: page.getByRole("status") });

export const toast = (page: Page, words: string): Locator =>
  page.getByRole("alert").filter({ hasText: words });

/** The state of the connection in words, as it stands above every screen. */
export const connection = (page: Page): Locator => page.locator("[data-connection]");

export const deskSearch = (page: Page): Locator =>
  page.getByRole("combobox", { name: "Find a member by name" });

/** Finds a member by name at the desk and presses a key on the first who is found. */
export async function chooseByName(page: Page, name: string, key = "Enter"): Promise<void> {
  await deskSearch(page).fill(name);
  await deskSearch(page).press(key);
}

export const dialog = (page: Page, title: string): Locator =>
  page.getByRole("dialog", { name: title });
