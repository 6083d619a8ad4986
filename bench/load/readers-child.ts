// The load process of the broadcasts: many dashboards that only read.
import { once } from "node:events";
import { answerDeeds } from "../process/answer-deeds.ts";
import type { Greeting } from "./greeting.ts";
import { withCookie } from "./greeting.ts";
import { openReader } from "./open-reader.ts";
import type { Reader } from "./open-reader.ts";
import { Receipts } from "./receipts.ts";
import type { Receipt } from "./receipts.ts";

export interface Counted {
  readonly frames: number;
  readonly bytes: number;
}

export interface ReadersDeeds {
  /** Opens so many more under a name; `watches` has them note when each number arrives. */
  open(input: {
    readonly name: string;
    readonly greeting: Greeting;
    readonly count: number;
    readonly watches: boolean;
  }): Promise<void>;
  /** All at the same moment, with a cookie each in turn; how long each took until it was ready. */
  storm(input: {
    readonly name: string;
    readonly greeting: Greeting;
    readonly count: number;
    readonly cookies: readonly string[];
  }): Promise<readonly number[]>;
  /** A sign of life from each, as a WebSocket pong: a server may close those who stay silent. */
  showLife(input: { readonly name: string }): void;
  counted(input: { readonly name: string }): Counted;
  receipts(input: { readonly name: string }): readonly Receipt[];
  close(input: { readonly name: string }): Promise<void>;
}

/** How many open at the same time. */
const AT_ONCE = 50;
/** Empty, masked with zeros. */
const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);

interface Group {
  readonly readers: Reader[];
  readonly receipts: Receipts;
}

const groups = new Map<string, Group>();

function groupOf(name: string): Group {
  const group = groups.get(name) ?? { readers: [], receipts: new Receipts() };
  groups.set(name, group);
  return group;
}

const deeds: ReadersDeeds = {
  open: async ({ name, greeting, count, watches }) => {
    const { readers, receipts } = groupOf(name);
    for (let opened = 0; opened < count; opened += AT_ONCE) {
      const batch = Array.from({ length: Math.min(AT_ONCE, count - opened) }, () =>
        openReader(greeting, watches ? receipts.note : null),
      );
      readers.push(...(await Promise.all(batch)));
    }
  },
  storm: async ({ name, greeting, count, cookies }) => {
    const { readers } = groupOf(name);
    const began = performance.now();
    return Promise.all(
      Array.from({ length: count }, async (_each, number) => {
        const cookie = cookies[number % cookies.length] ?? "";
        readers.push(await openReader(withCookie(greeting, cookie), null));
        return performance.now() - began;
      }),
    );
  },
  showLife: ({ name }) => {
    for (const { socket } of groupOf(name).readers) socket.write(PONG);
  },
  counted: ({ name }) => {
    const counted = { frames: 0, bytes: 0 };
    for (const reader of groupOf(name).readers) {
      counted.frames += reader.counted.frames;
      counted.bytes += reader.counted.bytes;
    }
    return counted;
  },
  receipts: ({ name }) => groupOf(name).receipts.take(),
  close: async ({ name }) => {
    const { readers } = groupOf(name);
    groups.delete(name);
    await Promise.all(
      readers.map(async ({ socket }) => {
        const closed = once(socket, "close");
        socket.destroy();
        await closed;
      }),
    );
  },
};
answerDeeds({ ...deeds });
