// What a build goes by: whether the sources changed, and what must lie beside the compiled code.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { copyAssets } from "./copy-assets.mjs";
import { listPageFiles } from "./list-page-files.mjs";
import { sourceHash } from "./source-hash.mjs";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "av-gym-build-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

describe("[START-4] what is up to date is not built again", () => {
  test("the same sources are up to date, and a test is no source", () => {
    write("room/a.ts", "1");
    const before = sourceHash([folder]);
    write("room/a.test.ts", "2");
    expect(sourceHash([folder])).toBe(before);
  });

  test.each([
    ["a changed file", "room/a.ts", "2"],
    ["a new file", "room/b.ts", ""],
  ])("%s asks for a build", (_what, name, text) => {
    write("room/a.ts", "1");
    const before = sourceHash([folder]);
    write(name, text);
    expect(sourceHash([folder])).not.toBe(before);
  });
});

describe("[START-5] beside the compiled code lie the migrations of the sources, and no others", () => {
  test("one that is new comes, one that is gone goes, compiled code stays", () => {
    write("server/store/migrations/0001.sql", "select 1");
    write("server/store/migrate.ts", "");
    write("dist/store/migrations/0000.sql", "select 0");
    write("dist/store/migrate.js", "");
    copyAssets(join(folder, "server"), join(folder, "dist"));
    const inDist = (name: string): string => join(folder, "dist/store", name);
    expect(readFileSync(inDist("migrations/0001.sql"), "utf8")).toBe("select 1");
    expect(existsSync(inDist("migrations/0000.sql"))).toBe(false);
    expect(existsSync(inDist("migrate.js"))).toBe(true);
    expect(existsSync(inDist("migrate.ts"))).toBe(false);
  });
});

test("[OFFLINE-39] the service worker lists exactly the files of the page, and has another version when one of them changed", () => {
  const worker = 'const FILES = ["/index.html"];\nconst VERSION = "unbuilt";\n';
  const listed = (page: string) => {
    write("service-worker.js", worker);
    write("index.html", page);
    listPageFiles(folder);
    return readFileSync(join(folder, "service-worker.js"), "utf8").split("\n");
  };
  write("assets/a-1.js", "1");
  write("assets/a-1.js.map", "{}");
  write("assets/a-1.js.br", "");
  const [files, version] = listed("one");
  expect(files).toBe('const FILES = ["/assets/a-1.js","/index.html"];');
  expect(listed("one")[1]).toBe(version);
  expect(listed("two")[1]).not.toBe(version);
});
