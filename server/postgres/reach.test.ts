import { execFile } from "node:child_process";
import { chmod, lstat, mkdir, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { openTestPostgres, query } from "../../test/support/embedded-postgres.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { chooseAccount, pickAccount, readAccounts } from "./account.ts";
import type { Binaries } from "./find-binaries.ts";
import { findBinaries, missingLinks } from "./find-binaries.ts";
import { openCluster } from "./init-cluster.ts";
import { reachableBinaries } from "./reach.ts";

const isRoot = process.getuid?.() === 0;

const PASSWD = `root:x:0:0:root:/root:/bin/bash
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
_odd line
postgres:x:101:104::/var/lib/postgresql:/bin/bash
ada:x:1000:1000::/home/ada:/bin/bash
`;

async function copiedBinaries(into: string): Promise<Binaries> {
  const found = await findBinaries();
  const place = join(into, "package");
  await promisify(execFile)("cp", ["-a", dirname(found.folder), place]);
  return { ...found, folder: join(place, "native") };
}

test("[DB-18] root lends PostgreSQL the account of whoever owns the database, or else one without rights", () => {
  const accounts = readAccounts(PASSWD);
  expect(pickAccount(accounts, 1000)?.name).toBe("ada");
  expect(pickAccount(accounts, 0)?.name).toBe("postgres");
  expect(pickAccount(accounts, undefined)?.name).toBe("postgres");
  expect(pickAccount([...accounts, { name: "av-gym", uid: 900, gid: 900 }], 0)?.name).toBe(
    "av-gym",
  );
  expect(pickAccount(accounts.slice(0, 2), undefined)?.name).toBe("nobody");
  expect(pickAccount(accounts.slice(0, 1), undefined)).toBeNull();
});

test("[DB-18] nobody but root lends an account", async () => {
  expect((await chooseAccount("/")) !== null).toBe(isRoot);
});

test("[DB-19] where the lent account may not come, the database lies in a shared place with a link to it", async () => {
  const folder = join(await temporaryFolder("closed"), "data");
  const sharedFolder = join(await temporaryFolder(), "shared");
  const first = await openTestPostgres(folder, { sharedFolder });
  await query(first.connection, "create table note as select 'kept' as text");
  await first.stop();
  expect((await lstat(join(folder, "postgres"))).isSymbolicLink()).toBe(isRoot);

  const second = await openTestPostgres(folder, { sharedFolder });
  expect(await query(second.connection, "select text from note")).toEqual(["kept"]);
});

test("[DB-19] a new data folder that alone is closed is opened for passing through, not for reading", async () => {
  const folder = await temporaryFolder("closed");
  await openTestPostgres(folder, { sharedFolder: "/nonexistent" });
  expect((await lstat(folder)).mode & 0o777).toBe(isRoot ? 0o710 : 0o700);
  expect((await lstat(join(folder, "postgres"))).mode & 0o777).toBe(0o700);
});

test("[DB-20] a database that was in a shared place and is gone is not made over", async () => {
  const folder = await temporaryFolder();
  await promisify(execFile)("ln", ["-s", join(folder, "gone"), join(folder, "postgres")]);
  await expect(openTestPostgres(folder)).rejects.toThrow(
    `The database of this data folder is missing, ${join(folder, "postgres")} points to nothing`,
  );
});

test("[DB-21] an installation without scripts is completed at the start", async () => {
  const binaries = await copiedBinaries(await temporaryFolder());
  for (const entry of await readdir(join(binaries.folder, "lib"), { withFileTypes: true })) {
    if (entry.isSymbolicLink()) await rm(join(binaries.folder, "lib", entry.name));
  }
  await chmod(join(binaries.folder, "bin", "initdb"), 0o644);
  expect(await missingLinks(binaries)).not.toEqual([]);

  const folder = await temporaryFolder();
  const account = await chooseAccount("/");
  const usable = await reachableBinaries(binaries, account, join(folder, "copies"));
  expect(usable).toEqual(binaries);
  expect(await missingLinks(binaries)).toEqual([]);

  const database = join(folder, "database");
  await mkdir(database);
  if (account !== null) await promisify(execFile)("chown", [String(account.uid), database]);
  expect((await openCluster(usable, database, account)).password).toBeNull();
});

test("[DB-22] binaries that the lent account cannot read are copied once to where it can", async () => {
  const binaries = await copiedBinaries(await temporaryFolder("closed"));
  const copies = join(await temporaryFolder(), "copies");
  const account = await chooseAccount("/");
  const usable = await reachableBinaries(binaries, account, copies);
  expect(usable.folder.startsWith(copies)).toBe(isRoot);
  expect(await reachableBinaries(binaries, account, copies)).toEqual(usable);
  expect(await missingLinks(usable)).toEqual([]);
});
