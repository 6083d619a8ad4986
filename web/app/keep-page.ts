// The page's own files are kept by a service worker, so that the desk opens without the network. Where a
// browser has none, or the page is not reached safely, everything else works as ever.

/** The first screen and its data come first. */
const AFTER_MS = 2_500;

export function keepPage(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  setTimeout(() => {
    navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
  }, AFTER_MS);
}
