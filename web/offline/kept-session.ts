// Who worked here last, kept for a page that is opened without the network. It goes with a sign-out.
import type { QueryClient } from "@tanstack/react-query";
import type { SiteWithDoors } from "../../protocol/http/gym.ts";
import type { Device } from "../../protocol/http/offline.ts";
import type { Account, HouseStatus } from "../../protocol/http/people.ts";
import { readThisDevice } from "../api/devices.ts";
import { keys } from "../api/query-keys.ts";
import { SealedDatabase } from "./sealed-database.ts";

export interface KeptSession {
  readonly device: Device;
  readonly account: Account;
  readonly house: HouseStatus;
  readonly sites: readonly SiteWithDoors[];
}

const NAME = "session";

export async function keepSession(
  database: SealedDatabase,
  device: Device,
  queries: QueryClient,
): Promise<void> {
  const account = queries.getQueryData<Account | null>(keys.session);
  const house = queries.getQueryData<HouseStatus>(keys.house);
  const sites = queries.getQueryData<readonly SiteWithDoors[]>(keys.sites);
  if (account === undefined || house === undefined || sites === undefined) return;
  const session = account === null ? undefined : { device, account, house, sites };
  await database.write({ [NAME]: session });
}

export async function readSession(database: SealedDatabase): Promise<KeptSession | null> {
  return (await database.read<KeptSession>(NAME)) ?? null;
}

/** Opens the page as it was left: answers whether there was anything to open it with. */
export async function enterKeptSession(queries: QueryClient): Promise<boolean> {
  const database = await SealedDatabase.open({ make: false }).catch(() => null);
  if (database === null) return false;
  const session = await readSession(database);
  database.close();
  if (session === null) return false;
  // Old from the first: the server is asked as soon as it is there.
  const old = { updatedAt: 1 };
  queries.setQueryData(keys.thisDevice, session.device, old);
  queries.setQueryData(keys.sites, session.sites, old);
  queries.setQueryData(keys.house, session.house, old);
  queries.setQueryData(keys.session, session.account, old);
  return true;
}

/**
 * The server says that nobody is signed in: who worked here last is forgotten, and all of it where this
 * browser is not paired any more.
 */
export async function leaveKeptSession(): Promise<void> {
  const database = await SealedDatabase.open({ make: false }).catch(() => null);
  if (database === null) return;
  await database.write({ [NAME]: undefined });
  const device = await readThisDevice().catch(() => undefined);
  if (device === null) await database.wipe();
  else database.close();
}
