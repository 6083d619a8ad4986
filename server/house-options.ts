// What the house is built from.
import type { OpenBus } from "./bus/bus.ts";
import type { Clock } from "./clock.ts";
import type { RegisteredRoute } from "./http/route-context.ts";
import type { Logger } from "./settings/logger.ts";
import type { SocketLimits } from "./socket/socket-parts.ts";
import type { Connection } from "./store/database.ts";

export interface HouseOptions {
  readonly version: string;
  readonly connection: Connection;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Where the command line finds the running server; null: nowhere. */
  readonly dataFolder: string | null;
  /** The built screens; null: none are served. */
  readonly webFolder: string | null;
  readonly publicUrl: string | null;
  readonly trustProxy: boolean;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly demo: { readonly seed: number; readonly speed: number | null } | null;
  /** Hears the set-up code that is drawn when everything was wiped. */
  readonly onSetUpCode: (code: string) => void;
  /** How servers tell each other what is new, where other than by the database itself. */
  readonly openBus?: OpenBus;
  /** What the other servers call this one; its address where nothing is said. */
  readonly serverName?: string | null;
  /** Connections to the database at most, where other than usual. */
  readonly databaseConnections?: number;
  /**
   * How long a server that is to end, while others stay, says no to whoever asks if it is ready, before it
   * sends its clients away; and over how long it then spreads them.
   */
  readonly drain?: { readonly noticeMs: number; readonly spreadMs: number };
  readonly limits?: Partial<SocketLimits>;
  /** How long a request may take to come in, where other than usual. */
  readonly requestMs?: number;
  /** Hears of every route as it is registered. */
  readonly onRoute?: (route: RegisteredRoute) => void;
}
