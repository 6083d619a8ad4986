// What one attacker does in one go: how many malformed things it sent, and what came back that must not.
import { setTimeout as pause } from "node:timers/promises";
import type { Draw } from "../support/seeded.ts";
import { BAD_FRAMES, textFrame } from "./bad-frames.ts";
import type { Place } from "./bad-requests.ts";
import { BAD_REQUESTS, upgrade } from "./bad-requests.ts";
import { mutated, pick, sampleOf, textOfJson } from "./mutate-json.ts";
import type { Schema } from "./mutate-json.ts";
import type { RawConnection } from "./raw-connection.ts";
import { openRaw } from "./raw-connection.ts";

export interface Field {
  readonly port: number;
  readonly place: Place;
  /** `Bearer …` of the operator, who is allowed more messages a second. */
  readonly bearer: string;
  readonly ids: readonly string[];
  /** Of every message a client may say. */
  readonly messages: readonly Schema[];
  readonly operations: readonly Operation[];
}

/** A route that takes a body. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly body: Schema;
}

export interface Outcome {
  readonly sent: number;
  /** In words; null: nothing amiss. */
  readonly amiss: string | null;
  /** Status of the answer, and codes of problems. */
  readonly answers: readonly string[];
}

type Attack = (field: Field, draw: Draw) => Promise<Outcome>;

const ANSWER_MS = 250;
const MOST_MESSAGES = 60;

const requests: Attack = async ({ port, place }, draw) => {
  const make = pick(BAD_REQUESTS, draw);
  const bytes = make === undefined ? "" : make(draw, place);
  return withRaw(port, bytes.toString("latin1"), async (raw) => {
    raw.send(bytes);
    await raw.heard(ANSWER_MS);
    return 1;
  });
};

/** Right requests of a route whose body is nearly right. */
const bodies: Attack = async ({ port, place, bearer, ids, operations }, draw) => {
  const operation = pick(operations, draw);
  if (operation === undefined) return { sent: 0, amiss: null, answers: [] };
  const path = operation.path.replaceAll(/\{[^}]+\}/g, () =>
    draw(4) === 0
      ? (pick(["x", "%00", "-1"], draw) ?? "x")
      : (pick([place.siteId, ...ids], draw) ?? "x"),
  );
  const text = textOfJson(mutated(sampleOf(operation.body, draw, ids), draw), draw);
  const request =
    `${operation.method.toUpperCase()} ${path} HTTP/1.1\r\nHost: ${place.host}\r\n` +
    `Authorization: ${bearer}\r\nIdempotency-Key: ${pick(ids, draw)}\r\nConnection: close\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
  return withRaw(port, `${operation.method} ${path} ${text.slice(0, 300)}`, async (raw) => {
    raw.send(request);
    while (!raw.isOver() && !raw.text().includes("\r\n\r\n")) await raw.heard(5_000);
    return 1;
  });
};

/** A conversation with frames that are none. */
const frames: Attack = async (field, draw) => {
  const spoilt = Array.from({ length: 1 + draw(3) }, () => pick(BAD_FRAMES, draw)?.(draw));
  const bytes = Buffer.concat(spoilt.filter((each) => each !== undefined));
  return withRaw(field.port, bytes.toString("hex").slice(0, 300), async (raw) => {
    const signedIn = draw(5) > 0 ? field.place : { ...field.place, cookie: "av_session=x" };
    raw.send(upgrade(signedIn));
    if (draw(3) > 0) await raw.heard(ANSWER_MS);
    if (draw(2) === 0) raw.send(subscription(field));
    // Byte by byte, or all in one.
    if (draw(10) === 0) for (const byte of bytes.subarray(0, 40)) raw.send(Buffer.from([byte]));
    raw.send(bytes);
    await raw.heard(ANSWER_MS);
    return spoilt.length;
  });
};

/** A right conversation whose messages are nearly right. */
const messages: Attack = async (field, draw) => {
  const count = 10 + draw(MOST_MESSAGES);
  const texts = Array.from({ length: count }, () => {
    const schema = pick(field.messages, draw) ?? {};
    const message = sampleOf(schema, draw, field.ids);
    if (draw(10) > 0) return textOfJson(mutated(message, draw), draw);
    const payload = [message, mutated(message, draw), mutated(message, draw)];
    return textOfJson({ type: "batch", payload }, draw);
  });
  return withRaw(field.port, texts.at(-1)?.slice(0, 300) ?? "", async (raw) => {
    const isOperator = draw(2) === 0;
    const opening = isOperator
      ? upgrade(field.place).replace(/Cookie: .*\r\n/, `Authorization: ${field.bearer}\r\n`)
      : upgrade(field.place);
    raw.send(opening);
    await raw.heard(2_000);
    if (draw(4) > 0) raw.send(subscription(field));
    for (const text of texts) {
      raw.send(textFrame(text));
      if (draw(8) === 0) await raw.heard(20);
    }
    await raw.heard(ANSWER_MS);
    return count;
  });
};

/** Begins something and takes its time with it. */
const slow: Attack = async ({ port, place }, draw) => {
  const begun =
    draw(2) === 0 ? upgrade(place) : `POST /api/session HTTP/1.1\r\nHost: ${place.host}\r\n`;
  return withRaw(port, "slow", async (raw) => {
    for (const byte of begun.slice(0, 10 + draw(20))) {
      raw.send(byte);
      await pause(20 + draw(80));
      if (raw.isOver()) break;
    }
    return 1;
  });
};

/** More than anybody may say. */
const flood: Attack = async (field, draw) => {
  const count = 300 + draw(600);
  return withRaw(field.port, "flood", async (raw) => {
    raw.send(upgrade(field.place));
    await raw.heard(2_000);
    raw.send(Buffer.concat(Array.from({ length: count }, () => textFrame('{"type":"ping"}'))));
    for (let tries = 0; tries < 20 && !raw.isOver(); tries += 1) await raw.heard(100);
    return count;
  });
};

/** With how often each is chosen. */
const ATTACKS: readonly (readonly [Attack, number])[] = [
  [requests, 17],
  [bodies, 15],
  [frames, 40],
  [messages, 25],
  [slow, 2],
  [flood, 1],
];

export function attack(field: Field, draw: Draw): Promise<Outcome> {
  let place = draw(100);
  for (const [each, weight] of ATTACKS) {
    if (place < weight) return each(field, draw);
    place -= weight;
  }
  return requests(field, draw);
}

function subscription({ place }: Field): Buffer {
  return textFrame(JSON.stringify({ type: "subscribe", payload: { site: place.siteId } }));
}

async function withRaw(
  port: number,
  what: string,
  talk: (raw: RawConnection) => Promise<number>,
): Promise<Outcome> {
  const raw = openRaw(port);
  try {
    const sent = await talk(raw);
    const amiss = amissIn(raw.text());
    const answers = answersIn(raw.text());
    return { sent, amiss: amiss === null ? null : `${amiss} after ${what}`, answers };
  } finally {
    raw.destroy();
  }
}

function answersIn(text: string): readonly string[] {
  const status = /^HTTP\/1\.1 (\d\d\d)/.exec(text)?.[1] ?? "nothing";
  const codes = [...text.matchAll(/"code":"([a-z-]+)"/g)].map(([, code]) => code ?? "");
  return [status, ...codes];
}

/** A fault of the server's own, as far as whoever caused it can see. */
function amissIn(text: string): string | null {
  const status = /^HTTP\/1\.1 (5\d\d)/m.exec(text)?.[1];
  if (status !== undefined && status !== "503") return `HTTP ${status}`;
  if (text.includes('"code":"internal"')) return "an internal fault";
  return text.includes("a fault on our side") ? "closed as a fault" : null;
}
