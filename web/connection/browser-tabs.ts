// What the tabs of this browser share: its locks, and a channel between them.
import type { TabMessage } from "../../client/tabs/tab-message.ts";
import type { TabLock, TabPorts, TabVisibility } from "../../client/tabs/tab-ports.ts";

/** Of all tabs that name the same; null where the browser has none of this, as on a page without TLS. */
export function browserTabs(name: string): TabPorts | null {
  if (!("locks" in navigator) || typeof BroadcastChannel === "undefined") return null;
  const tabId = crypto.randomUUID();
  const channel = new BroadcastChannel(name);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other origin
  const post = (message: TabMessage) => channel.postMessage(message);
  // A page that goes says so; one that comes back is woken, and joins again.
  const bye = () => post({ kind: "bye", tab: tabId });
  return {
    tabId,
    lock: browserLock(name),
    visibility: VISIBILITY,
    channel: {
      post,
      hear: (listener) => {
        channel.onmessage = ({ data }) => listener(data as TabMessage);
        window.addEventListener("pagehide", bye);
        return () => {
          window.removeEventListener("pagehide", bye);
          channel.close();
        };
      },
    },
  };
}

function browserLock(name: string): TabLock {
  return {
    request: ({ take }, { held, taken }) => {
      const line = new AbortController();
      let isOver = false;
      let letGo = () => undefined as void;
      const hold = () =>
        new Promise<void>((resolve) => {
          letGo = resolve;
          if (isOver) resolve();
          else held();
        });
      // The browser allows no signal for a lock that is taken.
      const how = take ? { steal: true } : { signal: line.signal };
      navigator.locks.request(name, how, hold).catch(() => {
        if (!isOver) taken();
      });
      return () => {
        isOver = true;
        line.abort();
        letGo();
      };
    },
  };
}

const VISIBILITY: TabVisibility = {
  isVisible: () => document.visibilityState === "visible",
  onChange: (listener) => {
    document.addEventListener("visibilitychange", listener);
    return () => document.removeEventListener("visibilitychange", listener);
  },
};
