// What anybody may know of the house, and the first run that sets it up.
import { z } from "zod";
import { account, codeCheck, firstRun, houseStatus } from "../../protocol/http/people.ts";
import type { HouseStatus } from "../../protocol/http/people.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { accountOf } from "../people/account.ts";
import { runFirst } from "../people/first-run.ts";
import { isSetUpCode } from "../people/set-up-code.ts";
import { TRIES } from "../people/sign-in.ts";
import { TryLimit } from "../people/try-limit.ts";
import { must } from "../../domain/assert.ts";
import { about } from "./about.ts";
import type { App, RouteContext } from "./route-context.ts";
import { giveCookie } from "./session-cookie.ts";

const CHAPTER = "first run";

export function firstRunRoutes(app: App, context: RouteContext): void {
  const { database, sessions } = context;
  const tries = new TryLimit(context.clock, TRIES);

  const mustKnowCode = (given: string, address: string): void => {
    const expected = context.setUpCode();
    if (expected === null) throw new ProblemError("already-set-up");
    tries.take(address);
    if (!isSetUpCode(expected, given)) throw new ProblemError("wrong-code");
    tries.giveBack(address);
  };

  app.get(
    "/api/house",
    about("public", CHAPTER, "Whether the gym is set up, and its name", {
      response: { 200: houseStatus },
    }),
    () => readHouse(context),
  );

  app.post(
    "/api/first-run/check",
    about("public", CHAPTER, "Whether this is the one-time set-up code", {
      body: codeCheck,
      response: { 204: z.null() },
    }),
    async (request, reply) => {
      mustKnowCode(request.body.code, request.ip);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/first-run",
    about("public", CHAPTER, "Set the gym up: its first site and its owner, who is signed in", {
      body: firstRun,
      response: { 200: account },
    }),
    async (request, reply) => {
      const { code, demo, ...asked } = request.body;
      mustKnowCode(code, request.ip);
      const { organisationId, staffId } = await runFirst(context, asked);
      context.organisationOpened(organisationId);
      if (demo || context.wantsDemo) await context.fillDemo();
      const { token } = must(await sessions.open(staffId, null), "session of the new owner");
      giveCookie(reply, token, context.secureCookies);
      return accountOf(database, must(await sessions.find(token), "session just opened"));
    },
  );
}

async function readHouse({ database, version }: RouteContext): Promise<HouseStatus> {
  const organisation = await database
    .selectFrom("organisation")
    .select(["name", "is_demo"])
    .executeTakeFirst();
  return {
    isSetUp: organisation !== undefined,
    name: organisation?.name ?? null,
    isDemo: organisation?.is_demo ?? false,
    version,
  };
}
