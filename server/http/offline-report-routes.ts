// The report of what desks did by themselves: every such decision, and the clashes that somebody should
// look at.
import { z } from "zod";
import { plusMinutes } from "../../domain/instant.ts";
import { clash, offlineReport, offlineReportQuery } from "../../protocol/http/offline.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { id } from "../../protocol/shapes.ts";
import { maySeeSite, mustSeeSite } from "../people/caller.ts";
import { commitChange } from "../store/commit-change.ts";
import { readOfflineReport, settleClash, siteOfClash } from "../store/offline-report.ts";
import { about } from "./about.ts";
import type { App, RouteContext } from "./route-context.ts";

const CHAPTER = "offline desk";
const params = z.object({ id });
const TWO_WEEKS_MINUTES = 14 * 24 * 60;

export function offlineReportRoutes(app: App, context: RouteContext): void {
  const { database, clock } = context;

  app.get(
    "/api/sites/:id/offline-report",
    about(
      "door:operate",
      CHAPTER,
      "What desks of the site decided by themselves, and the clashes: the latest 500 of each",
      { params, querystring: offlineReportQuery, response: { 200: offlineReport } },
    ),
    (request) => {
      mustSeeSite(context.caller(request), request.params.id);
      const { to = clock.now(), from = plusMinutes(to, -TWO_WEEKS_MINUTES) } = request.query;
      return readOfflineReport(database, request.params.id, { from, to });
    },
  );

  app.post(
    "/api/clashes/:id/settle",
    about("door:correct", CHAPTER, "Somebody looked at a clash; settled twice it stays as it was", {
      params,
      response: { 200: clash },
    }),
    async (request) => {
      const caller = context.caller(request);
      const siteId = await siteOfClash(database, request.params.id);
      if (siteId === null || !maySeeSite(caller, siteId)) throw new ProblemError("not-found");
      return commitChange(context, caller.staffId, (change) =>
        settleClash(change, request.params.id),
      );
    },
  );
}
