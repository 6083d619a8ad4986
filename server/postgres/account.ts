// Who runs PostgreSQL. It refuses to run as root, so root lends it the account of another user;
// everybody else runs it as themselves.
import { readFile, stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { StartProblem } from "../settings/start-problem.ts";
import { orNull } from "./fault-code.ts";

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** The first that exists is taken: one of our own, PostgreSQL's, the one without rights. */
const PREFERRED = ["av-gym", "postgres", "nobody"];

/** The account to lend, or null where PostgreSQL runs as whoever runs us. */
export async function chooseAccount(databaseFolder: string): Promise<Account | null> {
  if (process.getuid === undefined) return null;
  if (process.getuid() !== 0) return refuseNameless();
  const accounts = readAccounts(await readFile("/etc/passwd", "utf8"));
  const owner = (await orNull(stat(databaseFolder)))?.uid;
  const account = pickAccount(accounts, owner);
  if (account !== null) return account;
  throw new StartProblem(
    "PostgreSQL refuses to run as root, and this machine has no other account to run it: make one with `useradd --system av-gym`, or start AV Gym as an ordinary user.",
  );
}

/** An existing database stays with its owner; only a new one has a choice. */
export function pickAccount(
  accounts: readonly Account[],
  owner: number | undefined,
): Account | null {
  const usable = accounts.filter((account) => account.uid !== 0);
  const owning = usable.find((account) => account.uid === owner);
  if (owning !== undefined) return owning;
  for (const name of PREFERRED) {
    const preferred = usable.find((account) => account.name === name);
    if (preferred !== undefined) return preferred;
  }
  return null;
}

export function readAccounts(passwd: string): readonly Account[] {
  return passwd
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 7)
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => Number.isInteger(uid) && Number.isInteger(gid) && uid >= 0);
}

function refuseNameless(): null {
  try {
    userInfo();
    return null;
  } catch (error) {
    throw new StartProblem(
      `PostgreSQL needs a user with a name, and uid ${process.getuid?.()} has none on this machine: start AV Gym as a user listed in /etc/passwd, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}
