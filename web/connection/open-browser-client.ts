// The site's client as a browser opens it: one connection for all tabs that show the same site to the
// same person, commands kept in the browser's database.
import type { SiteClientOptions } from "../../client/site-client.ts";
import { openSiteClient } from "../../client/site-client.ts";
import type { SiteClient } from "../../client/site-state.ts";
import { openTabClient } from "../../client/tabs/open-tab-client.ts";
import { browserTabs } from "./browser-tabs.ts";
import type { KeyedStorage } from "./local-outbox.ts";
import { keptConnection } from "./kept-connection.ts";
import { storedOutbox } from "./stored-outbox.ts";
import { lookWhoAnswers } from "./who-answers.ts";

export function openBrowserClient(siteId: string, accountId: string): SiteClient {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const options: SiteClientOptions = {
    url: `${scheme}://${location.host}/ws/checkins/`,
    siteId,
    socketFactory: (url) => new WebSocket(url),
    topics: ["events"],
    storage: storedOutbox(siteId, localStorageOrNull()),
    screen: () => screenNamed(location.pathname),
    lookWhoAnswers,
    memory: keptConnection(siteId),
  };
  const tabs = browserTabs(`av-site:${siteId}:${accountId}`);
  return tabs === null ? openSiteClient(options) : openTabClient(options, tabs);
}

/** The first part of the address: `desk`, `members`; of the first page `live`. */
function screenNamed(path: string): string {
  return path.split("/")[1] || "live";
}

/** A browser may deny it altogether. */
function localStorageOrNull(): KeyedStorage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
