// The one client of the page: the chosen site's connection, opened after sign-in and closed with the page.
import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import type { ReactNode } from "react";
import { must } from "../../domain/assert.ts";
import { NO_HEALTH } from "../../client/health.ts";
import type { OfflineDesk } from "../../client/offline/offline-desk.ts";
import { openOfflineDesk } from "../../client/offline/offline-desk.ts";
import type { SiteState } from "../../client/site-state.ts";
import type { SiteWithDoors } from "../../protocol/http/gym.ts";
import { invalidateFor } from "../api/invalidate-for.ts";
import { keys } from "../api/query-keys.ts";
import { useAccount } from "../api/session.ts";
import { passBrowserSignals } from "./browser-signals.ts";
import { openBrowserClient } from "./open-browser-client.ts";
import { atDrawPace } from "./draw-pace.ts";

interface Connected {
  readonly site: SiteWithDoors;
  /** Null only until the first effect has run. */
  readonly client: OfflineDesk | null;
}

const Connection = createContext<Connected | null>(null);

interface SiteConnectionProps {
  readonly site: SiteWithDoors;
  readonly children: ReactNode;
}

export function SiteConnection({ site, children }: SiteConnectionProps) {
  const accountId = useAccount().data?.id ?? "";
  const client = useOpenClient(site.id, accountId);
  return <Connection value={{ site, client }}>{children}</Connection>;
}

function useOpenClient(siteId: string, accountId: string): OfflineDesk | null {
  const [client, setClient] = useState<OfflineDesk | null>(null);
  const queries = useQueryClient();
  useEffect(() => {
    const opened = openOfflineDesk(openBrowserClient(siteId, accountId));
    setClient(opened);
    const stopSignals = passBrowserSignals(opened);
    opened.onEvent((event) => invalidateFor(event, queries));
    opened.onOrganisationEvent((event) => invalidateFor(event, queries));
    let was = opened.getState().connection.kind;
    opened.subscribe(() => {
      const { kind } = opened.getState().connection;
      if (kind === was) return;
      // Changes of members and plans are not made up for: what is kept of them is asked for anew.
      if (kind === "live") void queries.invalidateQueries();
      if (kind === "signed-out") void queries.invalidateQueries({ queryKey: keys.session });
      was = kind;
    });
    return () => {
      stopSignals();
      opened.close();
      setClient(null);
    };
  }, [siteId, accountId, queries]);
  return client;
}

/** The site that is shown. */
export function useSite(): SiteWithDoors {
  return must(useContext(Connection), "site connection").site;
}

/** For commands and for hearing events; null for the blink before the connection is opened. */
export function useSiteClient(): OfflineDesk | null {
  return must(useContext(Connection), "site connection").client;
}

const nothing = () => () => undefined;
const NOT_YET: SiteState = {
  connection: { kind: "idle" },
  view: null,
  version: 0,
  stats: null,
  latencyMs: null,
  waiting: 0,
  isKeeping: true,
  resets: { count: 0, lastReason: null },
  serverOffsetMs: 0,
  health: NO_HEALTH,
  tabs: 1,
  position: null,
};

/** The live state, at the pace of redrawing. What is derived of `view` must depend on `version`. */
export function useSiteState(): SiteState {
  return useSiteValue(whole);
}

const whole = (state: SiteState) => state;

/**
 * One value of the live state, compared by identity: a component that needs only that is left alone by
 * everything else that happens. `select` has to be the same function every time.
 */
export function useSiteValue<Value>(select: (state: SiteState) => Value): Value {
  const client = useSiteClient();
  const { subscribe, getState } = useMemo(() => {
    if (client === null) return { subscribe: nothing, getState: () => select(NOT_YET) };
    return {
      subscribe: (listener: () => void) => atDrawPace((tick) => client.subscribe(tick), listener),
      getState: () => select(client.getState()),
    };
  }, [client, select]);
  return useSyncExternalStore(subscribe, getState);
}
