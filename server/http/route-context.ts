// What a file of routes is handed: the house's parts, and who is asking.
import type { FastifyInstance, FastifyRequest, RawServerDefault } from "fastify";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { LogEvent } from "../../domain/event.ts";
import type { Clock } from "../clock.ts";
import type { Desk } from "../desk/desk.ts";
import type { Caller } from "../people/caller.ts";
import type { LoggedEvent } from "../store/change-log.ts";
import type { Database } from "../store/database.ts";

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export interface RouteContext {
  readonly database: Database;
  readonly clock: Clock;
  readonly desk: Desk;
  /** The organisation's id, which is its stream's; throws `not-set-up` before the first run. */
  organisationId(): string;
  /** The signed-in caller; throws `not-signed-in`. */
  caller(request: FastifyRequest): Caller;
  /** Call after a transaction that appended events has committed: every screen then hears of them. */
  announce(events: readonly LoggedEvent[]): void;
}

/** An event of the organisation's stream: a screen that shows such a thing asks for it anew. */
export function organisationChange(
  type: Extract<
    LogEvent["type"],
    "member_changed" | "plan_changed" | "staff_changed" | "sites_changed" | "members_imported"
  >,
  id: string,
  at: string,
): LogEvent {
  return { type, payload: { id, at } };
}
