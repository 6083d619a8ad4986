// The screens' files as a browser gets them.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compressAssets } from "../../scripts/compress-assets.mjs";
import type { TestHouse } from "../support/open-test-house.ts";
import { askAs, openTestHouse } from "../support/open-test-house.ts";

let folder: string;
let house: TestHouse;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "avgym-web-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), `<!doctype html>${"<p>page</p>".repeat(200)}`);
  await writeFile(join(folder, "assets", "index-1a2b3c.js"), "export {};".repeat(300));
  compressAssets(folder);
  house = await openTestHouse({ webFolder: folder });
});

afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

test("[START-6] the screens come compressed, and what is named by its content is kept for a year", async () => {
  const headers = { "accept-encoding": "gzip, br" };
  const script = await askAs(house.url, null, "GET", "/assets/index-1a2b3c.js", undefined, headers);
  expect(script.headers.get("content-encoding")).toBe("br");
  expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(script.headers.get("content-type")).toContain("javascript");
  expect(script.body).toContain("export {};");
});

test("[START-6] any address of a screen gets the page, asked for anew each time", async () => {
  for (const path of ["/", "/members/some-id"]) {
    const page = await askAs(house.url, null, "GET", path, undefined, { accept: "text/html" });
    expect([path, page.status, page.headers.get("cache-control")]).toEqual([path, 200, "no-cache"]);
    expect(page.body).toContain("<p>page</p>");
  }
});

test("[START-6] what is missing is missing, and nothing outside the folder is served", async () => {
  for (const path of [
    "/assets/gone-1.js",
    "/api/none",
    "/%2e%2e/package.json",
    "/assets/..%2f..%2fpackage.json",
  ]) {
    const answer = await askAs(house.url, null, "GET", path);
    expect([path, answer.status >= 400, answer.status < 500]).toEqual([path, true, true]);
    expect(answer.body).not.toContain("dependencies");
  }
});
