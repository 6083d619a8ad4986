// Where the database lies: in `postgres/` of the data folder. Where root starts us and the account that
// runs PostgreSQL may not come there (below /root, say), it lies in a shared place, and `postgres` is a
// link to it: the link is the one truth about where.
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { basename, join } from "node:path";
import { StartProblem } from "../settings/start-problem.ts";
import type { Account } from "./account.ts";
import { orNull } from "./fault-code.ts";
import { letThrough, mayEnter } from "./reach.ts";

export interface Placing {
  readonly dataFolder: string;
  /** The rights of the data folder may be widened: it holds nothing but ours. */
  readonly isNew: boolean;
  readonly account: Account | null;
  readonly sharedFolder: string;
}

/** The folder's true path, owned by the account, of mode 0700. */
export async function findDatabaseFolder(placing: Placing): Promise<string> {
  const { dataFolder, account } = placing;
  const named = join(dataFolder, "postgres");
  if ((await orNull(lstat(named))) === null) await makeDatabaseFolder(named, placing);
  const folder = await orNull(realpath(named));
  if (folder === null) {
    throw new StartProblem(
      `The database of this data folder is missing, ${named} points to nothing: bring it back there, or remove ${named} to begin with an empty gym.`,
    );
  }
  await settleOwner(folder, account);
  if (await mayEnter(folder, account)) return folder;
  throw new StartProblem(
    `PostgreSQL refuses to run as root and runs as ${account?.name}, who may not enter ${folder}: let others pass through the folders above it (chmod o+x), or start with another --data folder.`,
  );
}

async function makeDatabaseFolder(named: string, placing: Placing): Promise<void> {
  const { dataFolder, account, sharedFolder, isNew } = placing;
  if (account !== null && isNew) await letThrough(dataFolder, account);
  if (await mayEnter(dataFolder, account)) {
    await mkdir(named, { mode: 0o700 });
    return;
  }
  await mkdir(sharedFolder, { recursive: true, mode: 0o755 });
  const name = Buffer.from(basename(dataFolder)).subarray(0, 40).toString();
  const folder = await mkdtemp(join(sharedFolder, `${name}-`));
  await writeFile(join(folder, "data-folder"), `${dataFolder}\n`);
  await symlink(folder, named);
}

async function settleOwner(folder: string, account: Account | null): Promise<void> {
  const { uid } = await stat(folder);
  if (account !== null) {
    if (uid !== account.uid) await giveAll(folder, account);
  } else if (process.getuid !== undefined && uid !== process.getuid()) {
    throw new StartProblem(
      `The database in ${folder} belongs to another user (uid ${uid}): start AV Gym as that user, or give this user the folder with chown -R.`,
    );
  }
  await chmod(folder, 0o700);
}

/** A folder that root copied or brought back from a backup belongs to root, with all that is in it. */
async function giveAll(folder: string, account: Account): Promise<void> {
  const entries = await readdir(folder, { recursive: true });
  for (const path of [folder, ...entries.map((entry) => join(folder, entry))]) {
    await chown(path, account.uid, account.gid);
  }
}
