// Staff accounts: who works here, and what each may do.
import { z } from "zod";
import { newStaff, staffChange, staffRow } from "../../protocol/http/people.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { id } from "../../protocol/shapes.ts";
import { addStaff, changeStaff } from "../people/change-staff.ts";
import { hashPassword } from "../people/passwords.ts";
import { commitChange } from "../store/commit-change.ts";
import { readStaff } from "../store/staff.ts";
import { about } from "./about.ts";
import type { App, RouteContext } from "./route-context.ts";
import { tellOrganisation } from "./tell-organisation.ts";

const CHAPTER = "staff";
const params = z.object({ id });

export function staffRoutes(app: App, context: RouteContext): void {
  const { database, sessions } = context;

  app.get(
    "/api/staff",
    about("staff:edit", CHAPTER, "All accounts", { response: { 200: z.array(staffRow) } }),
    () => readStaff(database),
  );

  app.post(
    "/api/staff",
    about("staff:edit", CHAPTER, "Add an account", { body: newStaff, response: { 201: staffRow } }),
    async (request, reply) => {
      const { password, ...asked } = request.body;
      const passwordHash = await hashPassword(password);
      const { staffId } = context.caller(request);
      const added = await commitChange(context, staffId, async (change) => {
        const row = await addStaff(change, asked, passwordHash);
        tellOrganisation(context, change, "staff_changed", row.id);
        return row;
      });
      return reply.code(201).send(added);
    },
  );

  app.patch(
    "/api/staff/:id",
    about(
      "staff:edit",
      CHAPTER,
      "Change an account; a changed role or password ends its sessions",
      {
        params,
        body: staffChange,
        response: { 200: staffRow },
      },
    ),
    async (request) => {
      const { password, ...wanted } = request.body;
      const passwordHash = password === undefined ? null : await hashPassword(password);
      const { staffId } = context.caller(request);
      const changed = await commitChange(context, staffId, async (change) => {
        const result = await changeStaff(change, request.params.id, wanted, passwordHash);
        if (result.isChanged) {
          tellOrganisation(context, change, "staff_changed", request.params.id);
        }
        return result;
      });
      if (changed.endsSessions) await sessions.endAllOf(request.params.id);
      return changed.account;
    },
  );

  sessionsRoute(app, context);
}

function sessionsRoute(app: App, { database, sessions }: RouteContext): void {
  app.delete(
    "/api/staff/:id/sessions",
    about("staff:edit", CHAPTER, "Sign an account out everywhere", {
      params,
      response: { 204: z.null() },
    }),
    async (request, reply) => {
      const known = await database
        .selectFrom("staff")
        .select("id")
        .where("id", "=", request.params.id)
        .executeTakeFirst();
      if (known === undefined) throw new ProblemError("not-found");
      await sessions.endAllOf(request.params.id);
      return reply.code(204).send(null);
    },
  );
}
