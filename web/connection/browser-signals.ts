// What the browser knows before any timer does: the network went, came back, or the machine woke up.
import type { SiteClient } from "../../client/site-state.ts";

/** Returns how to stop. */
export function passBrowserSignals(client: Pick<SiteClient, "setOnline" | "wake">): () => void {
  const online = () => client.setOnline(true);
  const offline = () => client.setOnline(false);
  const seen = () => {
    if (document.visibilityState === "visible") client.wake();
  };
  const restored = (event: PageTransitionEvent) => {
    if (event.persisted) client.wake();
  };
  window.addEventListener("online", online);
  window.addEventListener("offline", offline);
  window.addEventListener("pageshow", restored);
  document.addEventListener("visibilitychange", seen);
  if (!navigator.onLine) offline();
  return () => {
    window.removeEventListener("online", online);
    window.removeEventListener("offline", offline);
    window.removeEventListener("pageshow", restored);
    document.removeEventListener("visibilitychange", seen);
  };
}
