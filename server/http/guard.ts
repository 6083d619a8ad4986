// Stands before every route of the API: who is it, does the request come from our own pages, and may
// this caller do this. A route that does not say who may call it is closed to everybody.
import type { FastifyRequest } from "fastify";
import { ProblemError } from "../../protocol/problem.ts";
import type { Authenticate } from "../people/authenticate.ts";
import { isOwnOrigin } from "../people/authenticate.ts";
import type { Caller } from "../people/caller.ts";
import { mustHold } from "../people/caller.ts";
import type { App } from "./route-context.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

declare module "fastify" {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

export function guardRoutes(
  app: App,
  parts: { readonly authenticate: Authenticate; readonly publicUrl: string | null },
): void {
  app.addHook("onRequest", async (request) => {
    const { access } = request.routeOptions.config;
    if (!SAFE.has(request.method)) mustComeFromUs(request, parts.publicUrl);
    request.caller = await parts.authenticate(request.headers);
    if (access === "public") return;
    const caller = callerOf(request);
    if (access === "signed-in") return;
    if (access === "operator") return mustBeOperator(caller);
    if (access === undefined) throw new ProblemError("not-allowed");
    mustHold(caller, access);
  });
}

export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new ProblemError("not-signed-in");
  return request.caller;
}

/** Whoever can read the key on the server's disk may also say what is read from there and written to. */
function mustBeOperator({ staffId }: Caller): void {
  if (staffId !== null) throw new ProblemError("not-allowed");
}

/** A change that a browser sends must come from our own pages; a program shows its key instead. */
function mustComeFromUs({ headers }: FastifyRequest, publicUrl: string | null): void {
  if (headers.authorization !== undefined) return;
  const isOurs = headers.origin !== undefined && isOwnOrigin(headers, publicUrl);
  if (!isOurs) throw new ProblemError("wrong-origin");
}
