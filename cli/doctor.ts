// `gym doctor`: looks at a running gym from outside, a line for each thing, with what to do about it.
import { statfs } from "node:fs/promises";
import type { HouseStatus } from "../protocol/http/people.ts";
import { messageOf } from "./cli-fault.ts";
import type { ServerDirections } from "./find-server.ts";
import { findServer } from "./find-server.ts";
import { count } from "./table.ts";

export interface Finding {
  readonly what: string;
  readonly isWell: boolean;
  readonly says: string;
}

type Look = (server: ServerDirections) => Promise<Omit<Finding, "what">>;

const LEAST_FREE_BYTES = 1_000_000_000;
const LARGEST_DIFFERENCE_MS = 5_000;
const PATIENCE_MS = 5_000;

/** One after the other: where the server is not there, what needs it is not asked. */
export async function examine(dataFolder: string, ownVersion: string): Promise<readonly Finding[]> {
  const disk = await look("disk", () => lookAtDisk(dataFolder));
  let server: ServerDirections;
  try {
    server = await findServer(dataFolder);
  } catch (error) {
    return [{ what: "address", isWell: false, says: messageOf(error) }, disk];
  }
  const address = { what: "address", isWell: true, says: server.url };
  const alive = await look("server", () => lookAtHealth(server));
  if (!alive.isWell) return [address, alive, disk];
  const looks: readonly (readonly [string, Look])[] = [
    ["database", lookAtDatabase],
    ["version", (at) => lookAtVersion(at, ownVersion)],
    ["clock", lookAtClock],
  ];
  const rest = await Promise.all(looks.map(([what, see]) => look(what, () => see(server))));
  return [address, alive, ...rest, disk];
}

export function findingText({ what, isWell, says }: Finding): string {
  return `${isWell ? "ok  " : "FAIL"}  ${what.padEnd(10)}${says}`;
}

async function look(what: string, see: () => Promise<Omit<Finding, "what">>): Promise<Finding> {
  try {
    return { what, ...(await see()) };
  } catch (error) {
    return { what, isWell: false, says: messageOf(error) };
  }
}

async function lookAtHealth(server: ServerDirections) {
  const startedAt = performance.now();
  try {
    const { status } = await ask(server, "/healthz");
    const ms = Math.round(performance.now() - startedAt);
    const isWell = status === 200;
    return { isWell, says: isWell ? `answers in ${ms} ms` : `answers ${status}: see its log` };
  } catch {
    return { isWell: false, says: `nothing answers at ${server.url}: start it with npm start` };
  }
}

/** What the server says of the database, and what to do about it. */
const SAYS_OF_DATABASE: Readonly<Record<string, string>> = {
  ok: "answers",
  away: "does not answer: see the server's log",
  closing: "the server is going: ask again in a moment",
  "disk-full": "records nothing, its disk is full: make room",
  "read-only": "records nothing, it is read-only: see its log",
  "disk-fault": "records nothing, its disk has a fault: see its log",
  "no-commits": "answers but records nothing: see the server's log",
};

async function lookAtDatabase(server: ServerDirections) {
  const answer = await ask(server, "/readyz");
  const { status } = (await answer.json()) as { readonly status: string };
  return { isWell: answer.ok, says: databaseSays(status) };
}

export function databaseSays(status: string): string {
  return SAYS_OF_DATABASE[status] ?? `says ${status}: see the server's log`;
}

async function lookAtVersion(server: ServerDirections, ownVersion: string) {
  const response = await ask(server, "/api/house");
  const { version, isSetUp, name } = (await response.json()) as HouseStatus;
  const gym = isSetUp ? `, ${name ?? "a gym"}` : ", not set up yet: open its address in a browser";
  if (version === ownVersion) return { isWell: true, says: `${version}${gym}` };
  const says = `the server is ${version}, this is ${ownVersion}: stop it and start it anew`;
  return { isWell: false, says };
}

async function lookAtClock(server: ServerDirections) {
  const response = await ask(server, "/healthz");
  const said = Date.parse(response.headers.get("date") ?? "");
  if (Number.isNaN(said)) return { isWell: true, says: "the server does not say" };
  // The header has whole seconds.
  const differenceMs = Math.max(0, Math.abs(Date.now() - said) - 1_000);
  const isWell = differenceMs <= LARGEST_DIFFERENCE_MS;
  const seconds = count(Math.round(differenceMs / 1_000));
  return {
    isWell,
    says: isWell
      ? "agrees with this machine's"
      : `${seconds} s from this machine's: set both by the network's time`,
  };
}

async function lookAtDisk(dataFolder: string) {
  const { bavail, bsize } = await statfs(dataFolder).catch(() => ({ bavail: 0, bsize: 0 }));
  if (bsize === 0) return { isWell: false, says: `there is no folder ${dataFolder}` };
  const free = bavail * bsize;
  const says = `${(free / 1e9).toFixed(1)} GB free at ${dataFolder}`;
  const isWell = free >= LEAST_FREE_BYTES;
  return { isWell, says: isWell ? says : `${says}: make room, below 1 GB the database may stop` };
}

function ask({ url }: ServerDirections, path: string): Promise<Response> {
  return fetch(new URL(path, url), { signal: AbortSignal.timeout(PATIENCE_MS) });
}
