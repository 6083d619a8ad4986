// Hints by Redis: publish and subscribe, for those who have one. Nothing is kept there.
import { createClient } from "@redis/client";
import type { Bus, BusParts, OpenBus } from "./bus.ts";
import { CoalescedSender } from "./coalesced-sender.ts";
import { hearText } from "./hint-text.ts";
import {
  ANSWER_MS,
  ASK_EVERY_MS,
  FIRST_PAUSE_MS,
  LONGEST_PAUSE_MS,
  OPEN_PATIENCE_MS,
} from "./patience.ts";
import { waitAtMost } from "../wait-at-most.ts";

const CHANNEL = "avgym:hints";

export function redisBusTo(url: string): OpenBus {
  return async (parts) => {
    const teller = clientTo(url, parts);
    const hearer = clientTo(url, parts);
    const sender = new CoalescedSender({
      ...parts,
      send: (text) => teller.publish(CHANNEL, text),
    });
    teller.on("ready", () => sender.wake());
    let isClosed = false;
    const hear = (text: string): void => {
      if (!isClosed) hearText(parts, text);
    };
    // Where it is away, both go on trying; a subscription is made again by itself.
    const opening = Promise.all([
      teller.connect(),
      hearer.connect().then(() => hearer.subscribe(CHANNEL, hear)),
    ]).then(
      () => undefined,
      (error: unknown) => {
        if (!isClosed) parts.onFault(error);
      },
    );
    await waitAtMost(parts.clock, OPEN_PATIENCE_MS, opening);
    return {
      tell: (hints) => {
        if (!isClosed) sender.add(hints);
      },
      close: async () => {
        if (teller.isReady) await sender.finish();
        isClosed = true;
        for (const client of [teller, hearer]) client.destroy();
        await opening;
      },
    } satisfies Bus;
  };
}

function clientTo(url: string, { onFault }: BusParts) {
  const client = createClient({
    url,
    // The older form of the protocol, so that any Redis will do.
    RESP: 2,
    disableOfflineQueue: true,
    pingInterval: ASK_EVERY_MS,
    socket: {
      connectTimeout: ANSWER_MS,
      reconnectStrategy: (tries) => Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS),
    },
  });
  client.on("error", onFault);
  return client;
}
