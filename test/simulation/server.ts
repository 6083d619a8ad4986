// One server of the simulated house: the real desk, hub and sockets over the simulated store, wire and
// clock. Killed, everything it had in memory is gone.
import { EventEmitter } from "node:events";
import type { Server as HttpServer } from "node:http";
import type { Desk } from "../../server/desk/desk.ts";
import { openDesk } from "../../server/desk/open-desk.ts";
import { Hub } from "../../server/hub/hub.ts";
import type { Exchange } from "../../server/open-exchange.ts";
import { openExchange } from "../../server/open-exchange.ts";
import type { Caller } from "../../server/people/caller.ts";
import type { Logger } from "../../server/settings/logger.ts";
import { encodeTextFrame } from "../../server/socket/frame.ts";
import type { Sockets } from "../../server/socket/open-sockets.ts";
import { openSockets, SOCKET_PATH } from "../../server/socket/open-sockets.ts";
import type { SocketLimits, SocketParts } from "../../server/socket/socket-parts.ts";
import type { LoggedEvent } from "../../server/number-events.ts";
import type { BusWire } from "./bus-wire.ts";
import type { Database } from "./database.ts";
import { Away } from "./weather.ts";
import type { Link } from "./link.ts";
import type { Machine } from "./machine.ts";
import type { Oracle } from "./oracle.ts";
import { simulatedDeskStore, simulatedHeads, simulatedHubStore } from "./simulated-stores.ts";
import { ORGANISATION } from "./tables.ts";
import type { Trace } from "./trace.ts";

const TURN_EVERY_MS = 20_000;

export interface ServerParts {
  readonly machine: Machine;
  readonly database: Database;
  readonly busWire: BusWire;
  readonly oracle: Oracle;
  readonly trace: Trace;
  readonly limits: SocketLimits;
  readonly newId: () => string;
  /** It could not begin, as where the database is away. */
  readonly onFailed: () => void;
}

export class Server {
  readonly machine: Machine;
  readonly #parts: ServerParts;
  readonly #http = new EventEmitter();
  readonly #links = new Set<Link>();
  readonly #hub: Hub;
  readonly #desk: Desk;
  readonly #sockets: Sockets;
  /** Null while it begins. */
  #exchange: Exchange | null = null;
  #isClosing = false;

  constructor(parts: ServerParts) {
    this.#parts = parts;
    const { machine, database } = parts;
    this.machine = machine;
    const clock = machine.serverClock;
    const onFault = (error: unknown) => this.#fault(error);
    this.#hub = new Hub({
      ...{ store: simulatedHubStore(database, machine), clock, encode: encodeTextFrame, onFault },
      organisation: () => ORGANISATION,
    });
    this.#desk = openDesk({
      ...{ store: simulatedDeskStore(database, machine), clock, onFault, newId: parts.newId },
      announce: (events) => this.announce(events),
      lookAgain: (siteId) => this.#exchange?.lookAgain(siteId),
    });
    this.#sockets = openSockets(this.#http as HttpServer, this.#socketParts());
    void this.#begin();
  }

  get isUp(): boolean {
    return this.#exchange !== null && !this.machine.isDead && !this.#isClosing;
  }

  get isBeginning(): boolean {
    return this.#exchange === null && !this.machine.isDead && !this.#isClosing;
  }

  /** A browser has reached it and asks for a WebSocket. */
  accept(link: Link, staffId: string): void {
    this.#links.add(link);
    link.socket.once("close", () => this.#links.delete(link));
    const request: object = {
      ...{ method: "GET", url: SOCKET_PATH, staffId },
      headers: {
        ...{ connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" },
        "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
      },
    };
    this.#http.emit("upgrade", request, link.socket, Buffer.alloc(0));
  }

  announce(events: readonly LoggedEvent[]): void {
    this.#exchange?.announce(events);
  }

  /** The process is gone at once; `isSilent`: and so is its machine, so that nobody is told. */
  kill(isSilent: boolean): void {
    this.machine.kill();
    this.#parts.database.hangUp(this.machine);
    for (const link of this.#links) {
      if (isSilent) link.lose();
      else link.cut();
      link.socket.destroy();
    }
  }

  /** Answers what it has taken in, tells everybody, and ends. */
  async drain(): Promise<void> {
    this.#isClosing = true;
    this.#sockets.close();
    await this.#desk.close();
    await this.#exchange?.close();
    this.#hub.close();
    this.machine.after(1_500, () => this.kill(false));
  }

  /** Bytes held for each connection, by its id. */
  held(): readonly (readonly [string, number])[] {
    return [...this.#sockets.connections].map((one) => {
      const { id, pendingBytes } = one.figures();
      return [id, pendingBytes] as const;
    });
  }

  /** How far it knows the sites to have come that somebody watches here. */
  heads(): readonly { readonly stream: string; readonly epoch: string; readonly seq: number }[] {
    return this.#hub.openRooms().map((room) => room.head);
  }

  get connections(): number {
    return this.#sockets.connections.size;
  }

  #socketParts(): SocketParts {
    const { machine, database, limits } = this.#parts;
    const ignore = (): void => undefined;
    const logger = {
      ...{ debug: ignore, info: ignore, warn: ignore },
      error: ({ err }: { readonly err: unknown }) => this.#fault(err),
    };
    return {
      ...{ hub: this.#hub, desk: this.#desk, clock: machine.serverClock, limits },
      logger: logger as unknown as Logger,
      observer: new Proxy({}, { get: () => ignore }) as SocketParts["observer"],
      isOwnOrigin: () => true,
      addressOf: () => "203.0.113.7",
      authenticate: (request) => {
        const { staffId } = request as unknown as { readonly staffId: string };
        const session = database.open(machine);
        return session.run(() => callerOf(staffId)).finally(() => session.end());
      },
    };
  }

  async #begin(): Promise<void> {
    const { machine, database, busWire, onFailed } = this.#parts;
    const look = simulatedHeads(database, machine);
    try {
      this.#exchange = await openExchange({
        ...{ serverId: machine.name, clock: machine.serverClock, hub: this.#hub, readHeads: look },
        openBus: async (parts) => busWire.join(machine, parts),
        observe: () => undefined,
        onLost: () => undefined,
        onFault: () => (error) => this.#fault(error),
      });
      this.#keepHouse();
    } catch (error) {
      this.#fault(error);
      this.kill(false);
      onFailed();
    }
  }

  #keepHouse(): void {
    const { machine, database } = this.#parts;
    const turn = (): void => {
      for (const siteId of database.tables.sites.keys())
        this.#desk.turnDay(siteId).catch((error: unknown) => this.#fault(error));
    };
    turn();
    machine.every(TURN_EVERY_MS, turn);
  }

  /** That the database is away is no fault of ours; everything else is. */
  #fault(error: unknown): void {
    if (error instanceof Away || this.machine.isDead) return;
    const { oracle, trace, machine } = this.#parts;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    trace.say(machine.name, `fault: ${text.split("\n")[0]}`);
    oracle.say("no-faults", text);
  }
}

function callerOf(staffId: string): Caller {
  const common = { staffId, fullName: "Front desk", siteIds: null, sessionId: `s ${staffId}` };
  return { ...common, role: "front_desk" };
}
