// The socket's contract as an AsyncAPI 3.0 document, made from the schemas that the server itself
// parses with, so that it cannot say anything else.
import { z } from "zod";
import { CLOSE } from "../../protocol/close-code.ts";
import { batchDown, DOWN } from "../../protocol/down.ts";
import { DOWN_MEANING, UP_MEANING } from "../../protocol/meaning.ts";
import { PROBLEMS } from "../../protocol/problem.ts";
import { READING } from "../../protocol/reading.ts";
import { batchUp, UP } from "../../protocol/up.ts";
import { HISTORY, PROTOCOL_VERSION } from "../../protocol/version.ts";

interface Message {
  readonly name: string;
  readonly summary: string;
  readonly payload: unknown;
}

export interface SocketContract {
  readonly document: object;
  /** What a client may say, and what the server may say. */
  readonly up: readonly Message[];
  readonly down: readonly Message[];
}

export function describeSocket(path: string): SocketContract {
  const up = messagesOf({ ...UP, batch: batchUp }, UP_MEANING, "input");
  const down = messagesOf({ ...DOWN, batch: batchDown }, DOWN_MEANING, "output");
  const named = (messages: readonly Message[], prefix: string) =>
    Object.fromEntries(messages.map((message) => [`${prefix}_${message.name}`, message]));
  const references = (messages: readonly Message[], prefix: string) =>
    messages.map(({ name }) => ({ $ref: `#/channels/checkins/messages/${prefix}_${name}` }));
  const document = {
    asyncapi: "3.0.0",
    info: {
      title: "AV Gym socket",
      version: String(PROTOCOL_VERSION),
      description:
        "Events of a stream arrive in order, without a gap, without a repeat; and if that cannot be kept, the client is told. The answer to a command means that it is on disk, and may come before its event. Subscribe to a site first. A browser is known by its session cookie, a program by an Authorization header; who is not known is closed with 4001. What a client has to know beyond the schemas, the hash and the folds among it, is in `x-reading`, and on the page /docs/socket.",
    },
    servers: {
      gym: {
        host: "localhost:7070",
        protocol: "ws",
        description: "Wherever this server listens; wss behind a proxy that speaks TLS.",
        security: [
          {
            type: "httpApiKey",
            in: "cookie",
            name: "av_session",
            description: "A browser's session",
          },
          { type: "http", scheme: "bearer", description: "A program's key" },
        ],
      },
    },
    channels: {
      checkins: { address: path, messages: { ...named(up, "client"), ...named(down, "server") } },
    },
    operations: {
      hear: { action: "receive", channel: channel(), messages: references(up, "client") },
      say: { action: "send", channel: channel(), messages: references(down, "server") },
    },
    "x-reading": READING,
    "x-close-codes": CLOSE,
    "x-problems": PROBLEMS,
    "x-history": HISTORY,
  };
  return { document, up, down };
}

function channel() {
  return { $ref: "#/channels/checkins" };
}

function messagesOf<T extends string>(
  schemas: Readonly<Record<T, z.ZodType>>,
  meaning: Readonly<Record<T, string>>,
  io: "input" | "output",
): readonly Message[] {
  return (Object.entries(schemas) as [T, z.ZodType][]).map(([name, schema]) => ({
    name,
    summary: meaning[name],
    payload: z.toJSONSchema(schema, { io, unrepresentable: "any" }),
  }));
}
