// Where PostgreSQL listens: a unix socket in a folder of its owner's own, so that nobody else on the
// machine can knock; on Windows a loopback port, with a password.
import { createHash } from "node:crypto";
import { chmod, chown, lstat, mkdir, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StartProblem } from "../settings/start-problem.ts";
import type { Account } from "./account.ts";
import { faultCode, orNull } from "./fault-code.ts";

/** What the system takes for a socket's path; on macOS a little less than on Linux. */
const LONGEST_PATH_BYTES = process.platform === "linux" ? 107 : 103;
const PORT = 5432;

export type Address =
  | { readonly kind: "socket"; readonly folder: string; readonly port: number }
  | { readonly kind: "loopback"; readonly port: number };

export async function chooseAddress(
  databaseFolder: string,
  account: Account | null,
): Promise<Address> {
  if (process.platform === "win32") return { kind: "loopback", port: await freePort() };
  if (isShortEnough(databaseFolder)) return { kind: "socket", folder: databaseFolder, port: PORT };
  return { kind: "socket", folder: await makeShortFolder(databaseFolder, account), port: PORT };
}

export function socketPath(folder: string): string {
  return join(folder, `.s.PGSQL.${PORT}`);
}

/** A comma or a quote would end the path in PostgreSQL's list of folders. */
export function isShortEnough(folder: string): boolean {
  return Buffer.byteLength(socketPath(folder)) <= LONGEST_PATH_BYTES && !/[,"]/.test(folder);
}

/** The same for the same database, and refused where somebody else made it first. */
async function makeShortFolder(databaseFolder: string, account: Account | null): Promise<string> {
  const name = `av-gym-${createHash("sha256").update(databaseFolder).digest("hex").slice(0, 16)}`;
  const folder = [tmpdir(), "/tmp"].map((above) => join(above, name)).find(isShortEnough);
  if (folder === undefined) {
    throw new StartProblem(
      `The path ${databaseFolder} is too long for a socket: start with another --data folder of a shorter path.`,
    );
  }
  const owner = account ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  try {
    await mkdir(folder, { mode: 0o700 });
    if (account !== null) await chown(folder, owner.uid, owner.gid);
  } catch (error) {
    if (faultCode(error) !== "EEXIST") throw error;
  }
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== owner.uid) {
    throw new StartProblem(
      `The folder ${folder} belongs to somebody else: remove it, or start with another --data folder of a shorter path.`,
    );
  }
  await chmod(folder, 0o700);
  return folder;
}

/** Removes a short folder that was made for the socket. */
export async function leaveAddress(address: Address, databaseFolder: string): Promise<void> {
  if (address.kind === "loopback" || address.folder === databaseFolder) return;
  await rm(address.folder, { recursive: true, force: true });
}

/** Whether a server answers there already, even one whose process this machine cannot see. */
export async function isAnswered(address: Address): Promise<boolean> {
  if (address.kind === "loopback") return false;
  const path = socketPath(address.folder);
  if ((await orNull(lstat(path))) === null) return false;
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
