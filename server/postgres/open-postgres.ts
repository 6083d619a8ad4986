// The embedded PostgreSQL: found, made at the first start, started in the data folder, kept running,
// stopped. Whoever holds it is alone on the data folder.
import { join, resolve } from "node:path";
import pg from "pg";
import { StartProblem } from "../settings/start-problem.ts";
import type { Connection } from "../store/database.ts";
import { chooseAccount } from "./account.ts";
import type { Address } from "./address.ts";
import { chooseAddress, isAnswered, leaveAddress } from "./address.ts";
import type { Claim } from "./claim-folder.ts";
import { claimFolder } from "./claim-folder.ts";
import { findDatabaseFolder } from "./database-folder.ts";
import { findBinaries } from "./find-binaries.ts";
import type { Cluster } from "./init-cluster.ts";
import { openCluster, ROLE } from "./init-cluster.ts";
import type { KeptServer } from "./keep-running.ts";
import { keepRunning } from "./keep-running.ts";
import { clearLeftover } from "./postmaster-pid.ts";
import { reachableBinaries } from "./reach.ts";
import { serverArguments } from "./server-settings.ts";
import type { StartLog } from "./start-log.ts";
import { startServer } from "./start-server.ts";

const DATABASE = "avgym";
/** For what root's data folder cannot hold where the lent account may not come there. */
const SHARED_FOLDER = "/var/lib/av-gym";

export interface PostgresOptions {
  readonly dataFolder: string;
  readonly log: StartLog;
  /** Settings of PostgreSQL other than ours. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly sharedFolder?: string;
}

export interface OpenPostgres {
  readonly connection: Connection;
  stop(): Promise<void>;
}

/** Throws StartProblem for whatever the operator can mend. */
export async function openPostgres(options: PostgresOptions): Promise<OpenPostgres> {
  const dataFolder = resolve(options.dataFolder);
  const claim = await claimFolder(dataFolder);
  try {
    return await openClaimed({ ...options, dataFolder }, claim);
  } catch (error) {
    await claim.release();
    throw error;
  }
}

async function openClaimed(options: PostgresOptions, claim: Claim): Promise<OpenPostgres> {
  const { dataFolder, log, sharedFolder = SHARED_FOLDER } = options;
  const account = await chooseAccount(join(dataFolder, "postgres"));
  const binaries = await reachableBinaries(
    await findBinaries(),
    account,
    account === null ? dataFolder : sharedFolder,
  );
  const folder = await findDatabaseFolder({
    dataFolder,
    isNew: claim.isNew,
    account,
    sharedFolder,
  });
  const address = await chooseAddress(folder, account);
  const cluster = await openCluster(binaries, folder, account);
  const kept = await keepRunning(async () => {
    await clearLeftover(cluster.folder, log);
    if (await isAnswered(address)) throw usedElsewhere(folder);
    return startServer({
      binaries,
      cluster: cluster.folder,
      arguments: serverArguments(cluster.folder, address, options.settings ?? {}),
      account,
      logFile: join(dataFolder, "postgres.log"),
      log,
    });
  }, log);
  return whenUsable(kept, address, cluster, async () => {
    await leaveAddress(address, folder);
    await claim.release();
  });
}

async function whenUsable(
  kept: KeptServer,
  address: Address,
  cluster: Cluster,
  leave: () => Promise<void>,
): Promise<OpenPostgres> {
  const connection: Connection = {
    host: address.kind === "socket" ? address.folder : "127.0.0.1",
    port: address.port,
    user: ROLE,
    ...(cluster.password === null ? {} : { password: cluster.password }),
    database: DATABASE,
  };
  try {
    await makeDatabase(connection);
  } catch (error) {
    await kept.stop();
    throw error;
  }
  return {
    connection,
    stop: async () => {
      await kept.stop();
      await leave();
    },
  };
}

async function makeDatabase(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection, database: "postgres" });
  await client.connect();
  try {
    const found = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function usedElsewhere(folder: string): StartProblem {
  return new StartProblem(
    `The database in ${folder} is in use, by a program that this machine cannot see (another container?): stop it first, or start with another --data folder.`,
  );
}
