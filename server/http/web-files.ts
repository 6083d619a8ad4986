// The screens' files, as the build left them. Names carry a hash and are kept for a year; the page
// itself is asked for every time.
import { fastifyStatic } from "@fastify/static";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { problemOf } from "../../protocol/problem.ts";
import { sendProblem } from "./answer-problem.ts";
import type { App } from "./route-context.ts";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

export async function serveWebFiles(app: App, folder: string | null): Promise<void> {
  const page = folder === null ? null : join(folder, "index.html");
  const isBuilt = page !== null && existsSync(page);
  if (folder !== null && isBuilt) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: true,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        const isNamedByContent = path.startsWith(join(folder, "assets"));
        void reply.header(
          "cache-control",
          isNamedByContent ? `public, max-age=${YEAR_SECONDS}, immutable` : "no-cache",
        );
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const wantsPage =
      request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
    const isScreen = wantsPage && !/^\/(api|photos|ws)\//.test(request.url);
    if (isBuilt && isScreen)
      return reply.header("cache-control", "no-cache").sendFile("index.html");
    return sendProblem(reply, problemOf("not-found"));
  });
}
