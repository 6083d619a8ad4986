// A data folder of the run's own, and where the PostgreSQL in one is reached.
import { chmod, mkdtemp, readFile, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { must } from "../../../domain/assert.ts";
import type { Connection } from "../../../server/store/database.ts";
import { ownFolder } from "./owned.ts";

export async function makeDataFolder(): Promise<string> {
  const folder = ownFolder(await mkdtemp(join(await realpath(tmpdir()), "av-gym-chaos-")));
  // PostgreSQL runs under a lent account where root runs us: it has to pass through.
  await chmod(folder, 0o711);
  return folder;
}

/** Reads PostgreSQL's own note: the port and the folder of its socket. */
export async function embeddedConnection(dataFolder: string): Promise<Connection> {
  const note = await readFile(join(dataFolder, "postgres/cluster/postmaster.pid"), "utf8");
  const lines = note.split("\n");
  return {
    host: must(lines[4], "socket folder"),
    port: Number(lines[3]),
    user: "avgym",
    database: "avgym",
  };
}
