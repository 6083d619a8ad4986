// What the browser knows before any timer does: the network went, came back, or the machine woke up.
import { isPausing } from "../../client/connection-state.ts";
import type { SiteClient } from "../../client/site-state.ts";

const LOOK_EVERY_MS = 5_000;
/** However often somebody clicks. */
const LEAST_WAIT_MS = 2_000;

/** Returns how to stop. */
export function passBrowserSignals(
  client: Pick<SiteClient, "setOnline" | "wake" | "getState">,
): () => void {
  const online = () => client.setOnline(true);
  const offline = () => client.setOnline(false);
  const seen = () => {
    if (document.visibilityState === "visible") client.wake();
  };
  let triedAt = Number.NEGATIVE_INFINITY;
  const tryNow = () => {
    const now = performance.now();
    if (!isPausing(client.getState().connection) || now - triedAt < LEAST_WAIT_MS) return;
    triedAt = now;
    client.wake();
  };
  // While somebody looks, a server that is back is found soon, whatever the waits have grown to.
  const timer = setInterval(() => {
    if (document.visibilityState === "visible") tryNow();
  }, LOOK_EVERY_MS);
  const restored = (event: PageTransitionEvent) => {
    if (event.persisted) client.wake();
  };
  window.addEventListener("online", online);
  window.addEventListener("offline", offline);
  window.addEventListener("pageshow", restored);
  window.addEventListener("focus", tryNow);
  window.addEventListener("pointerdown", tryNow);
  document.addEventListener("visibilitychange", seen);
  if (!navigator.onLine) offline();
  return () => {
    window.removeEventListener("online", online);
    window.removeEventListener("offline", offline);
    window.removeEventListener("pageshow", restored);
    window.removeEventListener("focus", tryNow);
    window.removeEventListener("pointerdown", tryNow);
    document.removeEventListener("visibilitychange", seen);
    clearInterval(timer);
  };
}
