// The front of the house: the requests and the sockets, over one core.
import { openBackups } from "./backup/open-backups.ts";
import type { Demo } from "./demo/open-demo.ts";
import { openDemo } from "./demo/open-demo.ts";
import type { HouseOptions } from "./house-options.ts";
import { openApp } from "./http/app.ts";
import { callerOf } from "./http/guard.ts";
import type { App, RouteContext } from "./http/route-context.ts";
import type { RouteParts } from "./http/routes.ts";
import { registerRoutes } from "./http/routes.ts";
import type { Core } from "./open-core.ts";
import { InFlight } from "./in-flight.ts";
import { limitConnections } from "./limit-connections.ts";
import { addressOf } from "./people/address-of.ts";
import { isOwnOrigin } from "./people/authenticate.ts";
import { encodeTextFrame } from "./socket/frame.ts";
import { openRealtime } from "./realtime/open-realtime.ts";
import type { Realtime, RealtimeParts } from "./realtime/open-realtime.ts";
import { USUAL_LIMITS } from "./socket/limits.ts";
import type { Sockets } from "./socket/open-sockets.ts";
import { openSockets, SOCKET_PATH } from "./socket/open-sockets.ts";
import { readExpiring } from "./store/expiring.ts";
import { readFeed } from "./store/hub-store.ts";
import { isThere } from "./store/open-store.ts";
import { keepSyntheticScan, readAnyMember } from "./store/realtime-rows.ts";
import { readToday } from "./store/today.ts";
import { readUsualDay } from "./store/usual-day.ts";

/** How long a request that is being answered may hold up the end. */
const ANSWER_PATIENCE_MS = 5_000;

export interface Front {
  readonly app: App;
  readonly sockets: Sockets;
  readonly demo: Demo;
  /** Ends the sockets of sessions that hold no more. */
  closeSessions(sessionIds: readonly string[]): void;
  /** The gym is another one, or none any more: whoever watches it begins anew. */
  gymChanged(): void;
  /** From now on it is not ready for more; what it has it goes on serving. */
  refuseMore(): void;
  /** Sends every client away, spread over this time; call `refuseMore` first. */
  sendAway(spreadMs: number): Promise<void>;
  close(): Promise<void>;
}

/** The core, and what has been recorded of it so far. */
type Recorded = Core & Pick<RealtimeParts, "recorder" | "screens">;

export async function openFront(options: HouseOptions, core: Recorded): Promise<Front> {
  let isClosing = false;
  let opened: Sockets | null = null;
  const demo = openDemo({
    ...core,
    asked: options.demo,
    mayPlay: () => core.fleet.isCaretaker(),
    wiped: async () => {
      gymChanged();
      const code = await core.setUp.lookAgain();
      if (code !== null) options.onSetUpCode(code);
    },
  });
  const backups = openBackups({
    ...options,
    restored: async () => {
      const code = await core.setUp.lookAgain();
      if (code !== null) options.onSetUpCode(code);
      // Whoever watches comes back and learns that the history is another one.
      core.hub.forget();
      sockets.closeWhere(() => true, "restarting");
      await demo.resume();
    },
  });
  const isHttps = options.publicUrl?.startsWith("https:") ?? false;
  const realtime = openFigures(core, () => opened?.connections ?? new Set());
  const parts = {
    ...routeParts({ ...options, isHttps }, core, demo, () => isClosing),
    ...{ backups, realtime },
  };
  const app = await openApp({
    ...{ ...options, isHttps },
    socketPath: SOCKET_PATH,
    authenticate: core.authenticate,
    isDatabaseThere: parts.health.isDatabaseThere,
    observe: core.metrics.request,
    routes: (routes) => registerRoutes(routes, parts),
  });
  const sockets = openDoorsTo(app, options, core);
  opened = sockets;
  const requests = new InFlight();
  app.server.on("request", (_request, response) => response.once("close", requests.begin()));
  const gymChanged = (): void => {
    sockets.closeWhere(() => true, "notSignedIn");
    core.hub.forget();
  };
  const closeSessions = (sessionIds: readonly string[]): void => {
    const ended = new Set(sessionIds);
    sockets.closeWhere(
      ({ sessionId }) => sessionId !== null && ended.has(sessionId),
      "notSignedIn",
    );
  };
  core.sessions.onRevoked(closeSessions);
  core.metrics.gauge("avgym_sockets", "Open connections", () => sockets.connections.size);
  return {
    app,
    sockets,
    demo,
    closeSessions,
    gymChanged,
    refuseMore: () => {
      isClosing = true;
    },
    sendAway: (spreadMs) => sockets.drain(spreadMs),
    close: async () => {
      isClosing = true;
      sockets.close();
      await demo.close();
      await requests.none(core.clock, ANSWER_PATIENCE_MS);
      await app.close();
      await realtime.close();
    },
  };
}

function openDoorsTo({ server }: App, options: HouseOptions, core: Core): Sockets {
  const limits = { ...USUAL_LIMITS, ...options.limits };
  // Behind a proxy every connection is the proxy's, and bounding them is the proxy's work.
  if (!options.trustProxy) limitConnections(server, limits.openPerAddress);
  return openSockets(server, {
    ...{ ...core, limits, observer: core.metrics.socket },
    authenticate: ({ headers }) => core.authenticate(headers),
    isOwnOrigin: ({ headers }) => isOwnOrigin(headers, options.publicUrl),
    addressOf: (request) => addressOf(request, options.trustProxy),
  });
}

function openFigures(core: Recorded, connections: RealtimeParts["connections"]): Realtime {
  const { pool, deskStore: store } = core;
  return openRealtime({
    ...{ ...core, connections, onFault: core.faultIn("realtime") },
    synthetic: {
      ...{ ...core, store, encode: encodeTextFrame },
      anyMember: () => readAnyMember(pool),
      toDisk: (siteId, at) => keepSyntheticScan(pool, siteId, at),
    },
  });
}

function routeParts(
  options: HouseOptions & { readonly isHttps: boolean },
  core: Core,
  demo: Demo,
  isClosing: () => boolean,
): Omit<RouteParts, "backups" | "realtime"> {
  const { clock, pool, database, setUp, metrics } = core;
  const context: RouteContext = {
    ...core,
    version: options.version,
    secureCookies: options.isHttps,
    organisationId: setUp.organisationId,
    setUpCode: setUp.code,
    organisationOpened: setUp.opened,
    wantsDemo: options.demo !== null,
    fillDemo: () => demo.populate(),
    caller: callerOf,
  };
  return {
    context,
    demo,
    reads: {
      hub: core.hub,
      readFeed: (siteId, before, limit) => readFeed(pool, siteId, before, limit),
      readUsualDay: (siteId) => readUsualDay(pool, siteId, clock.now()),
      readExpiring: async () => {
        const now = clock.now();
        return readExpiring(pool, await readToday(database, now), now);
      },
    },
    health: {
      version: options.version,
      registry: metrics.registry,
      isDatabaseThere: () => isThere(pool),
      commitTrouble: () => core.commits.trouble,
      isClosing,
    },
  };
}
