// What is live, for whoever does not hold a socket: the view at an exact number, older activities, and
// the figures that are not live and say when they were computed.
import { z } from "zod";
import type { LiveViewSnapshot } from "../../domain/live-view.ts";
import { snapshotOf } from "../../domain/live-view.ts";
import {
  activityList,
  activityQuery,
  expiring,
  liveSnapshot,
  usualDay,
} from "../../protocol/http/gym.ts";
import type { Expiring, UsualDay } from "../../protocol/http/gym.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { id } from "../../protocol/shapes.ts";
import type { Hub } from "../hub/hub.ts";
import { mustSeeSite } from "../people/caller.ts";
import { about } from "./about.ts";
import type { App, RouteContext } from "./route-context.ts";

const CHAPTER = "live";
const params = z.object({ siteId: id });

export interface LiveReads {
  readonly hub: Hub;
  readFeed(
    siteId: string,
    before: number | null,
    limit: number,
  ): Promise<LiveViewSnapshot["activities"]>;
  readUsualDay(siteId: string): Promise<UsualDay>;
  /** Memberships belong to the organisation: the same at every site. */
  readExpiring(): Promise<Expiring>;
}

export function liveRoutes(app: App, context: RouteContext, reads: LiveReads): void {
  app.get(
    "/api/sites/:siteId/live",
    about("live:view", CHAPTER, "The live view at an exact number of the site's stream", {
      params,
      response: { 200: liveSnapshot },
    }),
    async (request) => {
      const { siteId } = request.params;
      mustSeeSite(context.caller(request), siteId);
      const room = await reads.hub.room(siteId);
      if (room === null) throw new ProblemError("unknown-site");
      return { ...room.head, view: snapshotOf(room.view) };
    },
  );

  app.get(
    "/api/sites/:siteId/activity",
    about("live:view", CHAPTER, "Activities before a number, newest first", {
      params,
      querystring: activityQuery,
      response: { 200: activityList },
    }),
    async (request) => {
      const { siteId } = request.params;
      mustSeeSite(context.caller(request), siteId);
      const { before = null, limit } = request.query;
      const lines = await reads.readFeed(siteId, before, limit + 1);
      return {
        lines: lines.slice(0, limit),
        hasMore: lines.length > limit,
      };
    },
  );

  app.get(
    "/api/sites/:siteId/usual",
    about("live:view", CHAPTER, "Today beside the usual day of this weekday", {
      params,
      response: { 200: usualDay },
    }),
    async (request) => {
      const { siteId } = request.params;
      mustSeeSite(context.caller(request), siteId);
      return reads.readUsualDay(siteId);
    },
  );

  app.get(
    "/api/sites/:siteId/expiring",
    about("members:view", CHAPTER, "Memberships that end within two weeks", {
      params,
      response: { 200: expiring },
    }),
    async (request) => {
      mustSeeSite(context.caller(request), request.params.siteId);
      return reads.readExpiring();
    },
  );
}
