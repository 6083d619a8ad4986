// One PostgreSQL for the whole run, with a migrated template that every test file clones. It is an
// embedded one without syncs to disk, or the one that TEST_DATABASE_URL names.
import { randomBytes } from "node:crypto";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openPostgres } from "../../server/postgres/open-postgres.ts";
import type { Connection } from "../../server/store/database.ts";
import { openPool } from "../../server/store/database.ts";
import { migrate } from "../../server/store/migrate.ts";
import { connectionTo } from "./connection-to.ts";

export interface TestServer {
  /** To a database in which databases are made and dropped. */
  readonly admin: Connection;
  readonly template: string;
}

declare module "vitest" {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

interface OpenServer {
  readonly server: TestServer;
  close(): Promise<void>;
}

interface Shared {
  readonly opening: Promise<OpenServer>;
  users: number;
}

/** Each project of a run calls the set-up, from a copy of this module of its own. */
const holder = globalThis as { avGymTestDatabase?: Shared };

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const shared = (holder.avGymTestDatabase ??= { opening: openServer(), users: 0 });
  shared.users += 1;
  const opened = await shared.opening;
  project.provide("testServer", opened.server);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    delete holder.avGymTestDatabase;
    await opened.close();
  };
}

async function openServer(): Promise<OpenServer> {
  const opened = await openOwnOrNamed();
  const server = { admin: opened.connection, template: `avgym_template_${randomName()}` };
  try {
    await runSql(server.admin, `create database ${server.template}`);
    const pool = openPool(connectionTo(server.admin, server.template), {
      size: 1,
      onFault: ignore,
    });
    await migrate(pool);
    await pool.end();
  } catch (error) {
    await opened.close();
    throw error;
  }
  const close = async () => {
    await runSql(server.admin, `drop database if exists ${server.template} with (force)`);
    await opened.close();
  };
  return { server, close };
}

async function openOwnOrNamed(): Promise<{ connection: Connection; close(): Promise<void> }> {
  const url = process.env["TEST_DATABASE_URL"];
  if (url !== undefined && url !== "") {
    return { connection: { connectionString: url }, close: async () => {} };
  }
  const dataFolder = await mkdtemp(join(tmpdir(), "av-gym-test-"));
  const postgres = await openPostgres({
    dataFolder,
    log: { info: ignore, warn: ignore },
    settings: {
      fsync: "off",
      full_page_writes: "off",
      synchronous_commit: "off",
      max_connections: "300",
    },
  });
  const close = async () => {
    await postgres.stop();
    const database = await realpath(join(dataFolder, "postgres"));
    await rm(database, { recursive: true, force: true });
    await rm(dataFolder, { recursive: true, force: true });
  };
  return { connection: postgres.connection, close };
}

async function runSql(connection: Connection, sql: string): Promise<void> {
  const client = new pg.Client({ ...connection });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function randomName(): string {
  return randomBytes(6).toString("hex");
}

function ignore(): void {}
