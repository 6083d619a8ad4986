// A site's client that shares its connection with the other tabs of the browser.
import { v7 } from "uuid";
import { Asks } from "../asks.ts";
import { OWN_CLOCK } from "../clock.ts";
import { LiveStore } from "../live-store.ts";
import { RecentEvents } from "../recent-events.ts";
import { ServerTime } from "../server-time.ts";
import type { SiteClientOptions } from "../site-client.ts";
import { sessionParts } from "../site-client.ts";
import { frontOf } from "../site-front.ts";
import { SiteListeners } from "../site-listeners.ts";
import type { SiteClient } from "../site-state.ts";
import type { TabPorts } from "./tab-ports.ts";
import { TabSession } from "./tab-session.ts";

/** A tab that missed no more than this catches up from another; else it gets the whole view. */
const KEPT_EVENTS = 1_000;

/** As `openSiteClient`; `storage` and `ports` have to be those of the same site and account in all tabs. */
export function openTabClient(options: SiteClientOptions, ports: TabPorts): SiteClient {
  const { clock = OWN_CLOCK, newId = () => v7() } = options;
  const [listeners, asks] = [new SiteListeners(), new Asks()];
  const store = new LiveStore(new RecentEvents(KEPT_EVENTS));
  const time = new ServerTime(clock, options.memory?.load()?.offsetMs);
  const session = { ...sessionParts(options), listeners, store, time };
  const engine = new TabSession({ session, asks, ports });
  return frontOf({ engine, listeners, asks, clock, newId });
}
