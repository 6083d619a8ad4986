// Sites and their doors.
import { z } from "zod";
import {
  door,
  doorChange,
  newDoor,
  newSite,
  siteChange,
  siteList,
  siteWithDoors,
} from "../../protocol/http/gym.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { id } from "../../protocol/shapes.ts";
import { maySeeSite, mustSeeSite } from "../people/caller.ts";
import { mustBeTimeZone } from "../people/first-run.ts";
import { addDoor, changeDoor, changeSite, openSite } from "../store/change-site.ts";
import { commitChange } from "../store/commit-change.ts";
import { doorOf, readSites } from "../store/sites.ts";
import { about } from "./about.ts";
import type { App, RouteContext } from "./route-context.ts";
import { tellOrganisation } from "./tell-organisation.ts";

const CHAPTER = "sites";
const params = z.object({ id });

export function siteRoutes(app: App, context: RouteContext): void {
  app.get(
    "/api/sites",
    about("live:view", CHAPTER, "The sites the caller may see, with their doors", {
      response: { 200: siteList },
    }),
    (request) => readSites(context.database, context.caller(request).siteIds),
  );

  app.post(
    "/api/sites",
    about("sites:edit", CHAPTER, "Open a site", {
      body: newSite,
      response: { 201: siteWithDoors },
    }),
    async (request, reply) => {
      const { staffId, siteIds } = context.caller(request);
      // Whoever is limited to some sites would not see the new one.
      if (siteIds !== null) throw new ProblemError("not-allowed");
      mustBeTimeZone(request.body.timeZone, "timeZone");
      const opened = await commitChange(context, staffId, async (change) => {
        const site = await openSite(change, request.body);
        tellOrganisation(context, change, "sites_changed", site.id);
        return site;
      });
      return reply.code(201).send(opened);
    },
  );

  app.patch(
    "/api/sites/:id",
    about("sites:edit", CHAPTER, "Change a site: its screens show it at once", {
      params,
      body: siteChange,
      response: { 200: siteWithDoors },
    }),
    (request) => {
      const caller = context.caller(request);
      mustSeeSite(caller, request.params.id);
      return commitChange(context, caller.staffId, async (change) => {
        const { site, changed } = await changeSite(change, request.params.id, request.body);
        if (changed !== null) tellOrganisation(context, change, "sites_changed", site.id);
        return site;
      });
    },
  );

  doorRoutes(app, context);
}

function doorRoutes(app: App, context: RouteContext): void {
  app.post(
    "/api/sites/:id/doors",
    about("sites:edit", CHAPTER, "Add a door", { params, body: newDoor, response: { 201: door } }),
    async (request, reply) => {
      const caller = context.caller(request);
      mustSeeSite(caller, request.params.id);
      const added = await commitChange(context, caller.staffId, async (change) => {
        const row = await addDoor(change, request.params.id, request.body);
        tellOrganisation(context, change, "sites_changed", row.siteId);
        return row;
      });
      return reply.code(201).send(added);
    },
  );

  app.patch(
    "/api/doors/:id",
    about("sites:edit", CHAPTER, "Change a door", {
      params,
      body: doorChange,
      response: { 200: door },
    }),
    async (request) => {
      const caller = context.caller(request);
      const found = await context.database
        .selectFrom("door")
        .selectAll()
        .where("id", "=", request.params.id)
        .executeTakeFirst();
      if (found === undefined || !maySeeSite(caller, found.site_id)) {
        throw new ProblemError("unknown-door");
      }
      return commitChange(context, caller.staffId, async (change) => {
        const row = await changeDoor(change, doorOf(found), request.body);
        tellOrganisation(context, change, "sites_changed", row.siteId);
        return row;
      });
    },
  );
}
