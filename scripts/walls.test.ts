// The check of the walls, checked: what is allowed passes, what is not is named.
import { describe, expect, test } from "vitest";
import { readImports } from "./read-imports.mjs";
import { brokenWalls } from "./walls.mjs";

function sentencesFor(path: string, source: string): readonly string[] {
  return brokenWalls(path, readImports(source)).map(({ sentence }) => sentence);
}

describe("[START-3] a wall of the house that is broken fails the check", () => {
  test.each([
    ["domain/visit.ts", `import { z } from "zod";`],
    ["domain/visit.ts", `import { readFile } from "node:fs/promises";`],
    ["domain/visit.ts", `import type { Up } from "../protocol/up.ts";`],
    ["protocol/up.ts", `import { openStore } from "../client/store.ts";`],
    ["client/store.ts", `import { Room } from "../server/hub/room.ts";`],
    ["client/store.ts", `import { useState } from "react";`],
    ["web/live/feed.tsx", `import { find } from "../members/find.ts";`],
    ["web/live/feed.tsx", `const other = import("../desk/card.tsx");`],
    ["web/parts/card.tsx", `import { find } from "../members/find.ts";`],
    ["web/live/live-screen.tsx", `import { Desk } from "../desk/desk-screen.tsx";`],
    ["cli/main.ts", `import { openHouse } from "../server/house.ts";`],
    ["server/desk/open-desk.ts", `import {\n  openDeskStore,\n} from "../store/desk-store.ts";`],
    ["server/hub/hub.ts", `import pg from "pg";`],
    ["server/http/live.ts", `import { openPool } from "../store/database.ts";`],
    ["server/http/live.ts", `export { openPostgres } from "../postgres/open-postgres.ts";`],
    ["server/utils.ts", ""],
    ["web/parts/index.tsx", ""],
  ])("%s refuses %s", (path, source) => {
    expect(sentencesFor(path, source)).toHaveLength(1);
  });

  test.each([
    ["domain/gym-day.ts", `import { Temporal } from "temporal-polyfill";`],
    ["client/store.ts", `import { applyEvent } from "../domain/live-view.ts";`],
    ["server/desk/open-desk.ts", `import type { DeskStore } from "../store/desk-store.ts";`],
    ["server/desk/open-desk.test.ts", `import { open } from "../store/desk-store.ts";`],
    ["server/house.ts", `import { openPool } from "./store/database.ts";`],
    ["web/live/feed.tsx", `import { EN } from "../words/en.ts";`],
    ["web/desk/desk-screen.tsx", `import { Card } from "../members/card.tsx";`],
    ["web/app/routes.tsx", `const Live = lazy(() => import("../live/live-screen.tsx"));`],
    ["test/house/a.test.ts", `import { openHouse } from "../../server/house.ts";`],
  ])("%s allows %s", (path, source) => {
    expect(sentencesFor(path, source)).toEqual([]);
  });

  test("the line of the import is named", () => {
    const source = `// A file.\nimport {\n  a,\n  b,\n} from "./near.ts";\nimport type { C } from "../server/c.ts";\n`;
    expect(brokenWalls("client/d.ts", readImports(source))).toEqual([
      { line: 6, sentence: "client/ may see domain, protocol only, not server/c.ts." },
    ]);
  });
});
