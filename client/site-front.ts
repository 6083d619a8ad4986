// The surface that screens see, in front of whatever keeps the site's state: a connection of its own, or
// one that several tabs share.
import type { Instant } from "../domain/instant.ts";
import { instantAt } from "../domain/instant.ts";
import type { MadeOffline } from "../protocol/up.ts";
import type { Asks } from "./asks.ts";
import type { ClientClock } from "./clock.ts";
import { checkInMessage, checkOutMessage, undoMessage } from "./door-messages.ts";
import type { DoorMessage } from "./outbox-storage.ts";
import type { SiteListeners } from "./site-listeners.ts";
import type { SiteClient, SiteState } from "./site-state.ts";

/** What happens to a page, as far as the connection cares. */
export type PageSignal = "start" | "woke" | "came-online" | "went-offline";

export interface SiteEngine {
  readonly state: SiteState;
  put(message: DoorMessage): void;
  amend(commandId: string, madeOffline: MadeOffline): void;
  messages(): readonly DoorMessage[];
  tell(signal: PageSignal): void;
  close(): void;
}

export interface FrontParts {
  readonly engine: SiteEngine;
  readonly listeners: SiteListeners;
  readonly asks: Asks;
  readonly clock: ClientClock;
  readonly newId: () => string;
}

export function frontOf({ engine, listeners, asks, clock, newId }: FrontParts): SiteClient {
  const stamp = (request: { readonly commandId?: string; readonly at?: Instant }) => ({
    commandId: request.commandId ?? newId(),
    at: instantAt(clock.now() + engine.state.serverOffsetMs),
  });
  const ask = (message: DoorMessage) => asks.ask(message, (asked) => engine.put(asked));
  return {
    getState: () => engine.state,
    subscribe: (listener) => listeners.changes.add(listener),
    onEvent: (listener) => listeners.events.add(listener),
    onOrganisationEvent: (listener) => listeners.organisationEvents.add(listener),
    onSettled: (listener) => listeners.settlements.add(listener),
    checkIn: (request) => ask(checkInMessage(request, stamp(request))),
    checkOut: (request) => ask(checkOutMessage(request, stamp(request))),
    undo: (request) => ask(undoMessage(request, stamp(request))),
    waitingCommands: () => engine.messages(),
    decidedHere: (commandId, madeOffline) => {
      asks.amend(commandId, madeOffline);
      engine.amend(commandId, madeOffline);
    },
    setOnline: (isOnline) => engine.tell(isOnline ? "came-online" : "went-offline"),
    wake: () => engine.tell("woke"),
    reconnect: () => engine.tell("start"),
    close: () => {
      engine.close();
      asks.close();
      listeners.clear();
    },
  };
}
