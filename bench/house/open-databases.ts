// The embedded PostgreSQL of a run, synced to disk as always, and a database for each gym in it.
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openPostgres } from "../../server/postgres/open-postgres.ts";
import type { Connection } from "../../server/store/database.ts";
import type { GymSize } from "./fill-gym.ts";
import { fillGym } from "./fill-gym.ts";

export interface Databases {
  /** A gym of its own, filled. */
  make(name: string, size: GymSize): Promise<Connection>;
  close(): Promise<void>;
}

export async function openDatabases(): Promise<Databases> {
  const dataFolder = await mkdtemp(join(tmpdir(), "av-gym-bench-"));
  const log = { info: () => undefined, warn: () => undefined };
  const postgres = await openPostgres({ dataFolder, log });
  return {
    make: async (name, size) => {
      const admin = new pg.Client({ ...postgres.connection });
      await admin.connect();
      await admin.query(`create database bench_${name}`);
      await admin.end();
      const connection = { ...postgres.connection, database: `bench_${name}` };
      await fillGym(connection, size);
      return connection;
    },
    close: async () => {
      await postgres.stop();
      const cluster = await realpath(join(dataFolder, "postgres"));
      await rm(cluster, { recursive: true, force: true });
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
