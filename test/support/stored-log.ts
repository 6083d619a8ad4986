// Holds a site's log against the tables, as a test says it.
import { expect } from "vitest";
import type pg from "pg";
import { faultsOfLog } from "./faults-of-log.ts";

export async function expectLogToEqualTables(pool: pg.Pool, siteId: string): Promise<void> {
  expect(await faultsOfLog(pool, siteId)).toEqual([]);
}
