// Signing in and out, and the signed-in account.
import { z } from "zod";
import { account, passwordChange, signIn } from "../../protocol/http/people.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { accountOf } from "../people/account.ts";
import { hashPassword } from "../people/passwords.ts";
import { openSignIn } from "../people/sign-in.ts";
import { commitChange } from "../store/commit-change.ts";
import { about } from "./about.ts";
import type { App, RouteContext } from "./route-context.ts";
import { giveCookie, takeCookieBack } from "./session-cookie.ts";

const CHAPTER = "session";

export function sessionRoutes(app: App, context: RouteContext): void {
  const { database, sessions, secureCookies } = context;
  const signIns = openSignIn(database, context.clock);

  app.post(
    "/api/session",
    about("public", CHAPTER, "Sign in; the session comes as a cookie", {
      body: signIn,
      response: { 200: account },
    }),
    async (request, reply) => {
      context.organisationId();
      const { staffId, checkedHash } = await signIns.byPassword({
        ...request.body,
        address: request.ip,
      });
      const opened = await sessions.open(staffId, checkedHash);
      const caller = opened === null ? null : await sessions.find(opened.token);
      // The account was made inactive, or got another password, in this very moment.
      if (opened === null || caller === null) throw new ProblemError("wrong-credentials");
      // Whoever signed in before at this browser leaves it.
      const left = request.caller?.sessionId ?? null;
      if (left !== null) await sessions.end(left);
      giveCookie(reply, opened.token, secureCookies);
      return accountOf(database, caller);
    },
  );

  app.get(
    "/api/session",
    about("signed-in", CHAPTER, "The signed-in account", { response: { 200: account } }),
    (request) => accountOf(database, context.caller(request)),
  );

  app.delete(
    "/api/session",
    about("signed-in", CHAPTER, "Sign out", { response: { 204: z.null() } }),
    async (request, reply) => {
      const { sessionId } = context.caller(request);
      if (sessionId !== null) await sessions.end(sessionId);
      takeCookieBack(reply, secureCookies);
      return reply.code(204).send(null);
    },
  );

  app.put(
    "/api/session/password",
    about("signed-in", CHAPTER, "Change one's own password; the account's other sessions end", {
      body: passwordChange,
      response: { 204: z.null() },
    }),
    async (request, reply) => {
      const { staffId, sessionId } = context.caller(request);
      // The operator of the machine has no account and no password.
      if (staffId === null) throw new ProblemError("not-found");
      await signIns.mustBePassword(staffId, request.body.current);
      await setPassword(context, staffId, request.body.next);
      await sessions.endAllOf(staffId, sessionId);
      return reply.code(204).send(null);
    },
  );
}

async function setPassword(context: RouteContext, staffId: string, password: string) {
  const passwordHash = await hashPassword(password);
  await commitChange(context, staffId, async ({ rows, audit }) => {
    await rows
      .updateTable("staff")
      .set({ password_hash: passwordHash })
      .where("id", "=", staffId)
      .execute();
    await audit({ action: "password-changed", subjectId: staffId });
  });
}
