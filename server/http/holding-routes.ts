// What a member holds: memberships and credentials. Every change answers with the profile.
import { z } from "zod";
import {
  memberProfile,
  membershipChange,
  newCredential,
  newMembership,
} from "../../protocol/http/members.ts";
import { id } from "../../protocol/shapes.ts";
import { addCredential, addMembership, changeMembership } from "../store/change-holding.ts";
import { touchMember } from "../store/change-member.ts";
import { about } from "./about.ts";
import { changeAndShow } from "./member-view.ts";
import type { App, RouteContext } from "./route-context.ts";

const CHAPTER = "members";
const params = z.object({ id });

export function holdingRoutes(app: App, context: RouteContext): void {
  app.post(
    "/api/members/:id/memberships",
    about("members:edit", CHAPTER, "Give a member a membership", {
      params,
      body: newMembership,
      response: { 201: memberProfile },
    }),
    async (request, reply) => {
      const profile = await changeAndShow(context, request, async (change) => {
        const touched = await touchMember(change, request.params.id);
        await addMembership(change, touched.memberId, request.body);
        return touched;
      });
      return reply.code(201).send(profile);
    },
  );

  app.patch(
    "/api/memberships/:id",
    about("members:edit", CHAPTER, "Change a membership: its period, a freeze, visits left", {
      params,
      body: membershipChange,
      response: { 200: memberProfile },
    }),
    (request) =>
      changeAndShow(context, request, async (change) => {
        const touched = await changeMembership(change, request.params.id, request.body);
        return touched.isChanged ? touchMember(change, touched.memberId) : touched;
      }),
  );

  app.post(
    "/api/members/:id/credentials",
    about(
      "members:edit",
      CHAPTER,
      "Give a member a card or code, in place of older ones or beside",
      {
        params,
        body: newCredential,
        response: { 201: memberProfile },
      },
    ),
    async (request, reply) => {
      const profile = await changeAndShow(context, request, async (change) => {
        const touched = await touchMember(change, request.params.id);
        await addCredential(change, touched.memberId, request.body);
        return touched;
      });
      return reply.code(201).send(profile);
    },
  );
}
