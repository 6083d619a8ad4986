import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../domain/assert.ts";
import { SITE } from "../../test/support/a-gym.ts";
import { openStoredGym } from "../../test/support/stored-gym.ts";
import type { StoredGym } from "../../test/support/stored-gym.ts";
import type { Queries } from "./database.ts";
import { openPool } from "./database.ts";
import { writeBatch } from "./desk-writes.ts";

const NOTHING = {
  ...{ visits: [], decisions: [], clashes: [], matchedExits: [], charges: [], events: [] },
  ...{ answers: [], days: new Map(), currentDay: null, recordedAt: "2026-11-24T10:00:00.000Z" },
};

let gym: StoredGym;

beforeEach(async () => {
  gym = await openStoredGym({ members: 300 });
});

afterEach(() => gym.close());

/** The statement that writes a batch, as the desk sends it. */
async function writeStatement(): Promise<string> {
  let text: string | undefined;
  const query = (statement: { readonly text: string }) => {
    text = statement.text;
    return Promise.resolve({ rows: [] });
  };
  await writeBatch({ query: query as unknown as Queries["query"] }, SITE.id, NOTHING);
  return must(text, "statement");
}

test("[LOG-17] what a batch changes is found by its key, however the planner sees the tables", async () => {
  const statement = await writeStatement();
  const pool = openPool(gym.database.connection, { size: 1, onFault: () => undefined });
  try {
    for (const prepare of ["select 1", "analyze"]) {
      await pool.query(prepare);
      await pool.query("set enable_seqscan = off");
      const { rows } = await pool.query<{ "QUERY PLAN": string }>(
        `explain (generic_plan, costs off) ${statement}`,
      );
      const lines = rows.map((row) => row["QUERY PLAN"]);
      const reads = lines.filter((line) => /(Seq|Index|Index Only) Scan (using|on)/.test(line));
      const keys = lines.filter((line) => line.includes("Index Cond:"));
      // The pack, the exit and the stream: nothing else is read, and each with its key.
      expect(reads).toHaveLength(3);
      expect(keys).toHaveLength(3);
    }
  } finally {
    await pool.end();
  }
});
