// One site, live: the connection, the view and the commands that wait, behind one small surface.
import { v7 } from "uuid";
import { instantAt } from "../domain/instant.ts";
import type { Topic } from "../protocol/up.ts";
import type { Answering } from "./connection-state.ts";
import type { ClientClock } from "./clock.ts";
import { OWN_CLOCK } from "./clock.ts";
import { checkInMessage, checkOutMessage, undoMessage } from "./door-messages.ts";
import type { OutboxStorage } from "./outbox-storage.ts";
import { memoryStorage } from "./outbox-storage.ts";
import { MAX_IN_FLIGHT } from "./outbox.ts";
import { SiteSession } from "./site-session.ts";
import type { SiteClient } from "./site-state.ts";
import type { SocketFactory } from "./socket.ts";

export type * from "./site-state.ts";
export type { ConnectionState } from "./connection-state.ts";
export { ClientClosed, CommandProblem } from "./command-problem.ts";

export interface SiteClientOptions {
  /** Of the socket, such as `wss://gym.example/ws/checkins/`. */
  readonly url: string;
  readonly siteId: string;
  readonly socketFactory: SocketFactory;
  /** Left out: the events of the log, of which everything else is derived. */
  readonly topics?: readonly Topic[];
  /** Where commands outlive a reload; left out: they do not. One for each site and account. */
  readonly storage?: OutboxStorage;
  /** Commands on their way at once; more for a program that the server allows more. */
  readonly maxInFlight?: number;
  /** Asked when attempts fail again; left out: it stays unknown why. */
  readonly lookWhoAnswers?: () => Promise<Answering>;
  readonly clock?: ClientClock;
  readonly random?: () => number;
  readonly newId?: () => string;
}

/** Connects at once, and again whenever it has to; to be closed. */
export function openSiteClient(options: SiteClientOptions): SiteClient {
  const { clock = OWN_CLOCK, newId = () => v7() } = options;
  const session = new SiteSession({
    url: options.url,
    siteId: options.siteId,
    socketFactory: options.socketFactory,
    topics: options.topics ?? ["events"],
    storage: options.storage ?? memoryStorage(),
    random: options.random ?? Math.random,
    lookWhoAnswers: options.lookWhoAnswers,
    maxInFlight: options.maxInFlight ?? MAX_IN_FLIGHT,
    clock,
  });
  const { connection, outbox } = session;
  const stamp = (request: { readonly commandId?: string | undefined }) => ({
    commandId: request.commandId ?? newId(),
    at: instantAt(clock.now() + session.state.serverOffsetMs),
  });
  connection.tell({ type: "start" });
  return {
    getState: () => session.state,
    subscribe: (listener) => session.changes.add(listener),
    onEvent: (listener) => session.events.add(listener),
    onOrganisationEvent: (listener) => session.organisationEvents.add(listener),
    onSettled: (listener) => session.settlements.add(listener),
    checkIn: (request) => outbox.ask(checkInMessage(request, stamp(request))),
    checkOut: (request) => outbox.ask(checkOutMessage(request, stamp(request))),
    undo: (request) => outbox.ask(undoMessage(request, stamp(request))),
    waitingCommands: () => outbox.messages(),
    decidedHere: (commandId, madeOffline) => outbox.amend(commandId, madeOffline),
    setOnline: (isOnline) => connection.tell({ type: isOnline ? "came-online" : "went-offline" }),
    wake: () => connection.tell({ type: "woke" }),
    reconnect: () => connection.tell({ type: "start" }),
    close: () => session.close(),
  };
}
