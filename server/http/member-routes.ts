// Members: the list, a profile, adding and changing. Every change answers with the profile as it is now.
import { z } from "zod";
import {
  decisionRow,
  memberChange,
  memberList,
  memberListQuery,
  memberProfile,
  newMember,
  visitList,
} from "../../protocol/http/members.ts";
import { id } from "../../protocol/shapes.ts";
import { addMember, changeMember } from "../store/change-member.ts";
import { commitChange } from "../store/commit-change.ts";
import { listMembers } from "../store/member-list.ts";
import { readDecisions, readVisits } from "../store/member-profile.ts";
import { removeMember } from "../store/remove-member.ts";
import { readToday } from "../store/today.ts";
import { about } from "./about.ts";
import { changeAndShow, mustBeMember, showProfile, viewpointOf } from "./member-view.ts";
import type { App, RouteContext } from "./route-context.ts";
import { tellOrganisation } from "./tell-organisation.ts";

const CHAPTER = "members";
const params = z.object({ id });

export function memberRoutes(app: App, context: RouteContext): void {
  const { database, clock } = context;

  app.get(
    "/api/members",
    about("members:view", CHAPTER, "Members by name, number, phone or e-mail", {
      querystring: memberListQuery,
      response: { 200: memberList },
    }),
    async (request) => listMembers(database, request.query, await viewpointOf(context, request)),
  );

  app.post(
    "/api/members",
    about("members:edit", CHAPTER, "Add a member, with a membership and a card where at hand", {
      body: newMember,
      response: { 201: memberProfile },
    }),
    async (request, reply) => {
      const today = await readToday(database, clock.now());
      const profile = await changeAndShow(context, request, (change) =>
        addMember(change, request.body, today),
      );
      return reply.code(201).send(profile);
    },
  );

  app.get(
    "/api/members/:id",
    about("members:view", CHAPTER, "Everything of one member", {
      params,
      response: { 200: memberProfile },
    }),
    (request) => showProfile(context, request, request.params.id),
  );

  app.patch(
    "/api/members/:id",
    about("members:edit", CHAPTER, "Change a member; an edit of an older version is refused", {
      params,
      body: memberChange,
      response: { 200: memberProfile },
    }),
    async (request) => {
      const today = await readToday(database, clock.now());
      return changeAndShow(context, request, (change) =>
        changeMember(change, request.params.id, request.body, today),
      );
    },
  );

  app.delete(
    "/api/members/:id",
    about("members:import", CHAPTER, "Remove a member who has never been at the door", {
      params,
      response: { 204: z.null() },
    }),
    async (request, reply) => {
      await commitChange(context, context.caller(request).staffId, async (change) => {
        await removeMember(change, request.params.id);
        tellOrganisation(context, change, "member_changed", request.params.id);
      });
      return reply.code(204).send(null);
    },
  );

  historyRoutes(app, context);
}

function historyRoutes(app: App, context: RouteContext): void {
  const { database } = context;

  app.get(
    "/api/members/:id/visits",
    about("members:view", CHAPTER, "A member's visits, the latest first", {
      params,
      querystring: z.object({
        offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
        limit: z.coerce.number().int().min(1).max(200).default(25),
      }),
      response: { 200: visitList },
    }),
    async (request) => {
      await mustBeMember(database, request.params.id);
      const viewpoint = await viewpointOf(context, request);
      return readVisits(database, request.params.id, request.query, viewpoint);
    },
  );

  app.get(
    "/api/members/:id/decisions",
    about("members:view", CHAPTER, "What the gym last said to a member at the door", {
      params,
      response: { 200: z.array(decisionRow) },
    }),
    async (request) => {
      await mustBeMember(database, request.params.id);
      return readDecisions(database, request.params.id, await viewpointOf(context, request));
    },
  );
}
