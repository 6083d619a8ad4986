// Somebody at a door, over the socket: sends check-ins and hears the answers.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { WebSocket } from "ws";
import { DOOR, memberId, SITE } from "../house/gym-ids.ts";
import type { Opened } from "../house/house-deeds.ts";

export interface Sender {
  /** Resolves with the type of the answer. */
  checkIn(member: number): Promise<string>;
  close(): void;
}

interface Answer {
  readonly type: string;
  readonly payload?: { readonly commandId?: string };
}

export async function openSender({ port, operatorKey }: Opened): Promise<Sender> {
  const webSocket = new WebSocket(`ws://127.0.0.1:${port}/ws/checkins/`, {
    headers: { authorization: `Bearer ${operatorKey}` },
    perMessageDeflate: false,
  });
  const waiting = new Map<string, (type: string) => void>();
  const say = (type: string, payload: unknown): void =>
    webSocket.send(JSON.stringify({ type, payload }));
  webSocket.on("message", (data: Buffer) => {
    const { type, payload } = JSON.parse(data.toString()) as Answer;
    waiting.get(payload?.commandId ?? "")?.(type);
  });
  await once(webSocket, "open");
  // It hears its own answers and nothing else.
  const greeted = once(webSocket, "message");
  say("subscribe", { site: SITE, topics: ["alerts"] });
  await greeted;
  return {
    checkIn: (member) =>
      new Promise((resolve) => {
        const commandId = randomUUID();
        waiting.set(commandId, (type) => {
          waiting.delete(commandId);
          resolve(type);
        });
        say("check_in", { commandId, memberId: memberId(member), location: { doorId: DOOR } });
      }),
    close: () => webSocket.terminate(),
  };
}
