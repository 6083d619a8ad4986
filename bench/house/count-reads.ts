// Counts what a house asks its database, by what it is about. Every statement passes through the one
// class of the driver, whoever sends it.
import pg from "pg";
import type { Reads } from "./house-deeds.ts";

const NONE: Reads = { sessions: 0, log: 0, views: 0 };
const ABOUT: Readonly<Record<keyof Reads, RegExp>> = {
  sessions: /from "session"/,
  log: /from event where stream_id = \$1 and seq [>=]/,
  views: /select epoch from stream/,
};

let counted: { -readonly [K in keyof Reads]: number } = { ...NONE };

export function countReads(): void {
  const { prototype } = pg.Client;
  const query = prototype.query as (...words: readonly unknown[]) => unknown;
  const counting = function (this: pg.Client, ...words: readonly unknown[]): unknown {
    const [statement] = words;
    const text = typeof statement === "string" ? statement : (statement as { text: string }).text;
    for (const [kind, pattern] of Object.entries(ABOUT)) {
      if (pattern.test(text)) counted[kind as keyof Reads] += 1;
    }
    return query.apply(this, [...words]);
  };
  Object.assign(prototype, { query: counting });
}

export function takeReads(): Reads {
  const taken = counted;
  counted = { ...NONE };
  return taken;
}
