// What a client may say, and what is done about it. A bad message costs its sender an answer, and
// nobody else anything.
import { holds } from "../../domain/rights.ts";
import type { DoorAnswer } from "../../protocol/http/gym.ts";
import type { Problem } from "../../protocol/problem.ts";
import { ProblemError, problemOf } from "../../protocol/problem.ts";
import type { Health, UpMessage } from "../../protocol/up.ts";
import { askedCheckIn, askedCheckOut, askedUndo } from "../desk/asked-command.ts";
import type { AskedCommand } from "../desk/desk.ts";
import type { Caller } from "../people/caller.ts";
import { maySeeSite, mustHold } from "../people/caller.ts";
import type { Connection } from "./connection.ts";
import { commandIdOf, parseBatch, parseJson, parseMessage } from "./parse-message.ts";
import type { SocketParts } from "./socket-parts.ts";
import type { Turnstile } from "./turnstile.ts";

export interface MessageParts extends SocketParts {
  /** Those who are brought up to date pass here, so that a storm of them leaves room for the others. */
  readonly subscribing: Turnstile;
}

/** The few bytes that ask for a whole view or for a piece of the log count as this many messages more. */
const SNAPSHOT_COST = 10;

export async function handleFrame(
  parts: MessageParts,
  connection: Connection,
  text: string,
): Promise<void> {
  let commandId: string | undefined;
  try {
    const raw = counted(connection, () => parseJson(text));
    commandId = commandIdOf(raw);
    if (raw["type"] === "batch") {
      const messages = counted(connection, () => parseBatch(raw));
      takeTokens(connection, messages.length);
      // Together, so that commands of one batch can share a commit; each answers for itself.
      await Promise.all(messages.map((message) => handleOne(parts, connection, message)));
      return;
    }
    takeTokens(connection, 1);
    await handleOne(parts, connection, raw);
  } catch (error) {
    answerProblem(parts, connection, error, commandId);
  }
}

async function handleOne(
  parts: MessageParts,
  connection: Connection,
  raw: Readonly<Record<string, unknown>>,
): Promise<void> {
  const commandId = commandIdOf(raw);
  try {
    const message = parseMessage(raw);
    parts.observer.received(message.type);
    await act(parts, connection, message);
  } catch (error) {
    answerProblem(parts, connection, error, commandId);
  }
}

async function act(parts: MessageParts, connection: Connection, message: UpMessage): Promise<void> {
  const { caller } = connection;
  switch (message.type) {
    case "check_in": {
      return answerCommand(parts, connection, askedCheckIn(message.payload, caller));
    }
    case "check_out": {
      return answerCommand(parts, connection, askedCheckOut(message.payload, caller));
    }
    case "undo": {
      return answerCommand(parts, connection, askedUndo(message.payload, caller));
    }
    case "subscribe": {
      const { site, topics = [], position = null, protocolVersion } = message.payload;
      if (protocolVersion !== undefined && protocolVersion < parts.limits.oldestSpoken) {
        connection.close("outOfDate");
        return;
      }
      mustHold(caller, "live:view");
      if (topics.includes("realtime")) mustHold(caller, "realtime:view");
      takeTokens(connection, SNAPSHOT_COST);
      const asked = { position, reason: "connected" } as const;
      const isKnown =
        maySeeSite(caller, site) &&
        (await connection.subscribe(site, topics, asked, () => itsTurn(parts)));
      if (!isKnown) throw new ProblemError("unknown-site");
      return;
    }
    case "resume": {
      const siteId = mustListen(connection);
      mustHold(caller, "live:view");
      if (!maySeeSite(caller, siteId)) throw new ProblemError("unknown-site");
      takeTokens(connection, SNAPSHOT_COST);
      const asked = { position: message.payload, reason: "asked" } as const;
      await connection.subscribe(siteId, [...connection.topics], asked, () => itsTurn(parts));
      return;
    }
    case "heartbeat": {
      const room = connection.siteId === null ? null : await parts.hub.room(connection.siteId);
      if (room === null)
        throw new ProblemError("invalid-message", { details: ["subscribe first"] });
      const { seq, hash, health } = message.payload ?? {};
      if (health !== undefined) {
        const told = ofCaller(caller, health);
        connection.health = told;
        parts.observer.told(told);
      }
      const head = room.head;
      const isOther = hash !== undefined && seq === head.seq && hash !== head.hash;
      if (isOther) parts.observer.problem("hash-differs");
      connection.send({ type: "heartbeat_ack", ...head, payload: timeOf(parts, message.payload) });
      return;
    }
    case "ping":
      connection.send({ type: "pong", payload: timeOf(parts, message.payload) });
  }
}

/** Who may not operate the door holds no commands, whatever they say. */
function ofCaller({ role }: Caller, health: Health): Health {
  if (holds(role, "door:operate")) return health;
  return { ...health, waiting: 0, oldestWaitingAt: null, verdictsMs: [] };
}

/** Resolves in the order of asking; throws `overloaded` where too many wait. */
function itsTurn({ subscribing }: MessageParts): Promise<void> {
  return new Promise((resolve, reject) => {
    const hasRoom = subscribing.enter(resolve);
    if (!hasRoom) reject(new ProblemError("overloaded", { retryAfter: 2 }));
  });
}

async function answerCommand(
  parts: MessageParts,
  connection: Connection,
  command: AskedCommand,
): Promise<void> {
  mustHold(connection.caller, "door:operate");
  const siteId = mustListen(connection);
  if (!maySeeSite(connection.caller, siteId)) throw new ProblemError("unknown-site");
  const began = parts.clock.elapsed();
  const answered = connection.commands.begin();
  try {
    const answer = await parts.desk.submit(siteId, command);
    connection.send(answerMessage(command.type, answer));
  } finally {
    answered();
  }
  parts.observer.answered(parts.clock.elapsed() - began);
}

function answerMessage(command: AskedCommand["type"], payload: DoorAnswer) {
  const outcome = payload.decision.verdict === "refuse" ? "error" : "success";
  return { type: `${command}_${outcome}`, payload };
}

function mustListen({ siteId }: Connection): string {
  if (siteId === null) throw new ProblemError("invalid-message", { details: ["subscribe first"] });
  return siteId;
}

function timeOf(
  parts: MessageParts,
  payload: { readonly sentAt?: number | undefined } | undefined,
) {
  return { serverTime: parts.clock.now(), sentAt: payload?.sentAt ?? null };
}

/** What is not understood counts too. */
function counted<T>(connection: Connection, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    takeTokens(connection, 1);
    throw error;
  }
}

function takeTokens(connection: Connection, count: number): void {
  const taken = connection.bucket.take(count);
  if (!taken.ok) throw new ProblemError("too-fast", { retryAfter: taken.waitSeconds });
}

function answerProblem(
  parts: MessageParts,
  connection: Connection,
  error: unknown,
  commandId: string | undefined,
): void {
  const problem = problemFor(parts, error);
  parts.observer.problem(problem.code);
  const id = problem.commandId ?? commandId;
  connection.send({
    type: "error",
    payload: id === undefined ? problem : { ...problem, commandId: id },
  });
}

function problemFor({ logger }: MessageParts, error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  logger.error({ err: error }, "a message could not be handled");
  return problemOf("internal");
}
