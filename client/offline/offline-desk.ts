// A site's client that goes on without the server: what is asked while nobody answers is decided here,
// told to the screen at once, and kept for the server with what was decided.
import { v7 } from "uuid";
import type { Instant } from "../../domain/instant.ts";
import type { ClientClock } from "../clock.ts";
import { OWN_CLOCK } from "../clock.ts";
import { checkInMessage, checkOutMessage, undoMessage } from "../door-messages.ts";
import type { SiteClient } from "../site-state.ts";
import type { DecidedHere, Equipment, OfflineState } from "./own-decisions.ts";
import { OwnDecisions } from "./own-decisions.ts";
import type { OwnStep } from "./own-step.ts";
import type { KeptPresence } from "./presence.ts";

export interface OfflineDesk extends SiteClient {
  getOffline(): OfflineState;
  subscribeOffline(listener: () => void): () => void;
  /** The server's own answer is heard later, by `onSettled`. */
  onDecidedHere(listener: (decided: DecidedHere) => void): () => void;
  /** From now on it can decide by itself; null: it no longer can. */
  equip(equipment: Equipment | null): void;
  /** Takes a step of another tab, so that each decides on what the other did. */
  learn(step: OwnStep): void;
  /** To be told when the book was brought up to date. */
  bookChanged(): void;
  presence(): KeptPresence;
}

export interface OfflineParts {
  readonly clock?: ClientClock;
  readonly newId?: () => string;
  readonly onFault?: (error: unknown) => void;
}

/** Closes the client with itself. */
export function openOfflineDesk(client: SiteClient, parts: OfflineParts = {}): OfflineDesk {
  const { clock = OWN_CLOCK, newId = () => v7(), onFault = () => undefined } = parts;
  const own = new OwnDecisions({ client, clock, onFault });
  const stampOf = (request: { readonly commandId?: string; readonly at?: Instant }) => ({
    commandId: request.commandId ?? newId(),
    at: request.at ?? own.now(),
  });
  return {
    ...client,
    getOffline: () => own.state,
    subscribeOffline: (listener) => own.changes.add(listener),
    onDecidedHere: (listener) => own.decided.add(listener),
    equip: (equipment) => own.equip(equipment),
    learn: (step) => own.learn(step),
    bookChanged: () => own.bookChanged(),
    presence: () => own.presence(),
    checkIn: (request) => {
      const stamp = stampOf(request);
      return own.ask(checkInMessage(request, stamp), (more) =>
        client.checkIn({ ...request, ...stamp, ...more }),
      );
    },
    checkOut: (request) => {
      const stamp = stampOf(request);
      return own.ask(checkOutMessage(request, stamp), (more) =>
        client.checkOut({ ...request, ...stamp, ...more }),
      );
    },
    undo: (request) => {
      const stamp = stampOf(request);
      return own.ask(undoMessage(request, stamp), (more) =>
        client.undo({ ...request, ...stamp, ...more }),
      );
    },
    close: () => {
      own.close();
      client.close();
    },
  };
}
