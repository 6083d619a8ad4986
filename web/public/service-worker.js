// The page's own files, kept so that it opens without the network. Answers of the server are never kept:
// what is below is only for the files that the build lists here, and for the page itself.

// Written by the build: where each file lies, and what they are all together.
const FILES = ["/index.html"];
const VERSION = "unbuilt";

const PREFIX = "av-page-";
const CACHE = PREFIX + VERSION;
// A server that takes longer than this to send the page is as good as away.
const PAGE_MS = 3_000;
// Of these paths nothing is kept: they are the server's.
const SERVERS = /^\/(?:api|photos|ws|docs|healthz|readyz|metrics|openapi|asyncapi)(?:[/.]|$)/;

self.addEventListener("install", (event) => {
  event.waitUntil(keepFiles().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOld().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (SERVERS.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (FILES.includes(url.pathname) || url.pathname.startsWith("/assets/")) {
    event.respondWith(file(request));
  }
});

// All or none: what is kept already under a name that says its content is not fetched again.
async function keepFiles() {
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.map((path) => keepFile(cache, path)));
}

async function keepFile(cache, path) {
  const isNamedByContent = path.startsWith("/assets/");
  const kept = isNamedByContent ? await caches.match(path) : undefined;
  const response = kept || (await fetch(path, { cache: isNamedByContent ? "default" : "reload" }));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  await cache.put(path, response);
}

// A page goes on with the files it began with: those of the version before stay until the next but one.
async function dropOld() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
}

// The server's page where it answers, so that a new version is there with the next reload; else ours.
async function page(request) {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PAGE_MS) });
    if (response.status < 500) return response;
  } catch {
    // Nobody answers, or not in time.
  }
  const shell = await caches.match("/index.html", { cacheName: CACHE });
  return shell || Response.error();
}

// By its content's name it is the same wherever it comes from; others are the newest that is kept.
async function file(request) {
  const newest = await caches.match(request, { cacheName: CACHE });
  return newest || (await caches.match(request)) || fetch(request);
}
