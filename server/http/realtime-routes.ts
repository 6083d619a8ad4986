// How the house is doing in real time: now, through the day, and on demand with a scan that lets nobody in.
import {
  historyQuery,
  realtimeHistory,
  realtimeNow,
  syntheticScan,
  syntheticScanBody,
} from "../../protocol/http/realtime.ts";
import { mustSeeSite } from "../people/caller.ts";
import type { Realtime } from "../realtime/open-realtime.ts";
import { seenBy } from "../realtime/seen-by.ts";
import { about } from "./about.ts";
import type { App, RouteContext } from "./route-context.ts";

const CHAPTER = "realtime";

export function realtimeRoutes(app: App, context: RouteContext, realtime: Realtime): void {
  app.get(
    "/api/realtime",
    about("realtime:view", CHAPTER, "Servers, connections and times, all servers together, now", {
      response: { 200: realtimeNow },
    }),
    async (request) => seenBy(context.caller(request), await realtime.now()),
  );

  app.get(
    "/api/realtime/history",
    about("realtime:view", CHAPTER, "The last minutes, a day at most, in steps", {
      querystring: historyQuery,
      response: { 200: realtimeHistory },
    }),
    (request) => realtime.history(request.query.minutes),
  );

  app.post(
    "/api/realtime/scans",
    about(
      "realtime:view",
      CHAPTER,
      "A synthetic scan: the road of a check-in, step by step, which lets nobody in and leaves nothing in the log",
      { body: syntheticScanBody, response: { 200: syntheticScan } },
    ),
    (request) => {
      const { siteId } = request.body;
      mustSeeSite(context.caller(request), siteId);
      return realtime.scan(siteId);
    },
  );
}
