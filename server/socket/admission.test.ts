// Thousands at the gate at once: in order, within bounds, and nobody who may not be there any more.
import type { IncomingMessage } from "node:http";
import { PassThrough } from "node:stream";
import { beforeEach, expect, test } from "vitest";
import type { WebSocket, WebSocketServer } from "ws";
import { TurnedClock } from "../../test/support/turned-clock.ts";
import { createMetrics } from "../metrics.ts";
import type { Caller } from "../people/caller.ts";
import { createLogger } from "../settings/logger.ts";
import { Admission } from "./admission.ts";
import { Census } from "./census.ts";
import type { Connection } from "./connection.ts";
import { USUAL_LIMITS } from "./limits.ts";
import { Turnstile } from "./turnstile.ts";

let clock: TurnedClock;
/** What became of each, in order: the account let in, or the code of the close. */
let became: (string | number)[];
let lookedUp: ((caller: Caller | null) => void)[];

beforeEach(() => {
  clock = new TurnedClock();
  became = [];
  lookedUp = [];
});

const callerOf = (staffId: string): Caller => ({
  ...{ staffId, fullName: staffId, role: "front_desk", siteIds: null, sessionId: `of ${staffId}` },
});

function openAdmission(limits: Partial<typeof USUAL_LIMITS> = {}, isClosing = () => false) {
  const census = new Census();
  const webSockets = {
    handleUpgrade: (
      _request: unknown,
      _socket: unknown,
      _head: unknown,
      done: (ws: WebSocket) => void,
    ) =>
      done({
        on: () => undefined,
        close: (code: number) => became.push(code),
        terminate: () => undefined,
      } as unknown as WebSocket),
  } as unknown as WebSocketServer;
  const admission = new Admission({
    ...{ clock, webSockets, census, isClosing, hub: null as never, desk: null as never },
    limits: { ...USUAL_LIMITS, ...limits },
    logger: createLogger("silent"),
    observer: createMetrics().socket,
    authenticate: () => new Promise((resolve) => lookedUp.push(resolve)),
    isOwnOrigin: ({ headers }) => headers.origin === undefined,
    addressOf: ({ headers }) => headers.host ?? "",
    turnstile: new Turnstile({ clock, perTurn: 2, maxWaiting: 100 }),
    welcome: (_webSocket, { request }, caller) => {
      became.push(caller.fullName);
      census.add({ address: request.headers.host ?? "", caller } as Connection);
    },
  });
  const admit = (headers: Record<string, string> = {}) =>
    void admission.admit({
      request: { headers } as unknown as IncomingMessage,
      socket: new PassThrough(),
      head: Buffer.alloc(0),
    });
  return { admission, admit };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
/** Those who came together are asked for. */
async function gather(): Promise<void> {
  clock.turn(20);
  await settle();
}
async function turn(): Promise<void> {
  await settle();
  clock.turn(0);
  await settle();
}

test("[WIRE-66] all that come at once are let in, in their order", async () => {
  const { admission, admit } = openAdmission();
  for (let each = 0; each < 7; each += 1) admit();
  await gather();
  expect(admission.pending).toBe(7);
  for (const [each, answer] of lookedUp.entries()) answer(callerOf(`${each}`));
  await settle();
  expect(became).toEqual(["0", "1"]);
  await turn();
  expect(became).toEqual(["0", "1", "2", "3", "4", "5", "6"]);
  expect(admission.pending).toBe(0);
});

test("[WIRE-65] those who come within a moment are looked up at the same time, one alone at once", async () => {
  const { admit } = openAdmission();
  for (let each = 0; each < 40; each += 1) admit();
  await settle();
  expect(lookedUp).toHaveLength(1);
  clock.turn(10);
  admit();
  await settle();
  expect(lookedUp).toHaveLength(1);
  clock.turn(10);
  await settle();
  expect(lookedUp).toHaveLength(41);
  clock.turn(20);
  admit();
  expect(lookedUp).toHaveLength(42);
});

test("[WIRE-66] who comes when too many are on their way is told to come again", async () => {
  const { admit } = openAdmission({ waiting: 2 });
  for (let each = 0; each < 4; each += 1) admit();
  expect(became).toEqual([4029, 4029]);
  await gather();
  for (const answer of lookedUp) answer(callerOf("a"));
  await turn();
  expect(became).toEqual([4029, 4029, "a", "a"]);
});

test("[WIRE-65] a session that ends while it is looked up, or waits, is not let in", async () => {
  const { admission, admit } = openAdmission();
  for (let each = 0; each < 4; each += 1) admit();
  await gather();
  lookedUp[0]?.(callerOf("stays"));
  lookedUp[1]?.(callerOf("stays"));
  lookedUp[2]?.(callerOf("ended"));
  await settle();
  expect(became).toEqual(["stays", "stays"]);
  // The third waits for its turn, the fourth is being looked up.
  admission.closeWhere({ test: ({ fullName }) => fullName === "ended", name: "notSignedIn" });
  lookedUp[3]?.(callerOf("ended"));
  await turn();
  expect(became).toEqual(["stays", "stays", 4001, 4001]);
});

test("[WIRE-20] nobody known, another website's page, a server that goes", async () => {
  let isClosing = false;
  const { admit } = openAdmission({}, () => isClosing);
  admit();
  lookedUp[0]?.(null);
  await turn();
  admit({ origin: "https://elsewhere.example" });
  await turn();
  expect(lookedUp).toHaveLength(1);
  isClosing = true;
  clock.turn(20);
  admit();
  lookedUp[1]?.(callerOf("a"));
  await turn();
  expect(became).toEqual([4001, 4001, 1012]);
});

test("[WIRE-68] an account and an address hold a bounded number of connections", async () => {
  const { admit } = openAdmission({ connectionsPerAccount: 2, connectionsPerAddress: 3 });
  const come = async (staffId: string, host: string) => {
    clock.turn(20);
    admit({ host });
    lookedUp.at(-1)?.(callerOf(staffId));
    await turn();
  };
  await come("a", "here");
  await come("a", "there");
  await come("a", "elsewhere");
  await come("b", "here");
  await come("c", "here");
  await come("d", "here");
  expect(became).toEqual(["a", "a", 4029, "b", "c", 4029]);
});

test("[WIRE-68] who leaves makes room, and is counted once", () => {
  const census = new Census();
  const limits = { ...USUAL_LIMITS, connectionsPerAccount: 1 };
  const caller = callerOf("a");
  const connection = { address: "here", caller } as Connection;
  census.add(connection);
  expect(census.objectionTo(caller, "there", limits)).toBe("tooMany");
  census.remove(connection);
  census.remove(connection);
  expect(census.objectionTo(caller, "here", limits)).toBeNull();
  census.add(connection);
  expect(census.objectionTo(caller, "here", limits)).toBe("tooMany");
});
