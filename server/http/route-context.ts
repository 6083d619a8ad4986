// What a file of routes is handed: the house's parts, and who is asking.
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from "fastify";
import type pg from "pg";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Right } from "../../domain/rights.ts";
import type { Clock } from "../clock.ts";
import type { Desk } from "../desk/desk.ts";
import type { Caller } from "../people/caller.ts";
import type { Sessions } from "../people/sessions.ts";
import type { LoggedEvent } from "../number-events.ts";
import type { Database } from "../store/database.ts";

/** Who may call a route: anybody, anybody signed in, the operator of the machine, or whoever holds the right. */
export type Access = "public" | "signed-in" | "operator" | Right;

export interface RegisteredRoute {
  readonly method: string;
  readonly url: string;
  readonly access: Access | undefined;
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** Every route says who may call it; `guard.ts` holds callers to it before anything is read. */
    access: Access;
  }
}

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export interface RouteContext {
  readonly version: string;
  readonly pool: pg.Pool;
  readonly database: Database;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly sessions: Sessions;
  /** True where the house is reached over HTTPS: cookies then never travel without it. */
  readonly secureCookies: boolean;
  /** The organisation's id, which is its stream's; throws `not-set-up` before the first run. */
  organisationId(): string;
  /** The one-time code of the first run; null once the gym is set up. */
  setUpCode(): string | null;
  /** The first run has made the organisation: from now on this is its id and the code is void. */
  organisationOpened(id: string): void;
  /** The operator asked for the demo at the start, whatever the first run says. */
  readonly wantsDemo: boolean;
  /** Fills the gym, still empty, with the demo. */
  fillDemo(): Promise<void>;
  /** The signed-in caller; throws `not-signed-in`. */
  caller(request: FastifyRequest): Caller;
  /** Call after a transaction that appended events has committed: every screen then hears of them. */
  announce(events: readonly LoggedEvent[]): void;
}
