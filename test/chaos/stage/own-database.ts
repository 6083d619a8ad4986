// The embedded PostgreSQL as a database apart: started by the run, kept running when it is killed, and
// reached by the servers only through a proxy that strikes at commits and at notices.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { openPostgres } from "../../../server/postgres/open-postgres.ts";
import type { Connection } from "../../../server/store/database.ts";
import type { Draw } from "../../support/seeded.ts";
import { embeddedConnection, makeDataFolder } from "../process/data-folder.ts";
import { leaveFolder } from "../process/owned.ts";
import type { CommitCuts, NoticeLoss } from "./database-wire.ts";
import { cutAtCommits, loseNotices } from "./database-wire.ts";
import type { FaultProxy } from "./fault-proxy.ts";
import { openFaultProxy } from "./fault-proxy.ts";

export interface OwnDatabase {
  /** What the servers are told. */
  readonly url: string;
  /** Past the proxy, for the verifier. */
  readonly connection: Connection;
  readonly proxy: FaultProxy;
  readonly commits: CommitCuts;
  readonly notices: NoticeLoss;
  /** The number of the process that all others of it come from. */
  postmaster(): Promise<number>;
  /** It and all that come from it. */
  signalAll(signal: NodeJS.Signals): Promise<void>;
  close(): Promise<void>;
}

export async function openOwnDatabase(draw: Draw): Promise<OwnDatabase> {
  const dataFolder = await makeDataFolder();
  const log = { info: () => undefined, warn: () => undefined };
  const postgres = await openPostgres({ dataFolder, log });
  const connection = await embeddedConnection(dataFolder);
  const commits = cutAtCommits(draw);
  const notices = loseNotices(draw);
  const proxy = await openFaultProxy({
    target: () => ({ path: join(connection.host ?? "", `.s.PGSQL.${connection.port}`) }),
    up: commits.up,
    down: notices.down,
  });
  const postmaster = async (): Promise<number> => {
    const note = await readFile(join(dataFolder, "postgres/cluster/postmaster.pid"), "utf8");
    return Number(note.split("\n")[0]);
  };
  return {
    url: `postgres://avgym@127.0.0.1:${proxy.port}/avgym`,
    ...{ connection, proxy, commits, notices, postmaster },
    signalAll: async (signal) => {
      const first = await postmaster();
      for (const pid of [first, ...(await childrenOf(first))]) signalTo(pid, signal);
    },
    close: async () => {
      await proxy.close();
      await postgres.stop();
      leaveFolder(dataFolder);
    },
  };
}

async function childrenOf(parent: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (const name of await readdir("/proc").catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    // After the name in brackets: the state, then the parent.
    const ppid = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    if (ppid === parent) found.push(Number(name));
  }
  return found;
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // One that ended meanwhile needs no signal.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
