// Every error of the API becomes `application/problem+json` (RFC 9457) with a code of the one list.
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { Problem, ProblemCode } from "../../protocol/problem.ts";
import { ProblemError, PROBLEMS, problemOf } from "../../protocol/problem.ts";
import { PassingFault } from "../store/passing-fault.ts";

const MAX_DETAILS = 10;

/** What Fastify and its plugins say, by their own codes. */
const BY_CODE: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "too-big",
  FST_ERR_CTP_INVALID_JSON_BODY: "not-json",
  FST_ERR_CTP_EMPTY_JSON_BODY: "not-json",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "invalid-request",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "invalid-request",
  FST_ERR_NOT_FOUND: "not-found",
};

/** Where nobody knows what went wrong, the database is asked whether it is there at all. */
export function createAnswerError(isDatabaseThere: () => Promise<boolean>) {
  return async (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const problem = problemFor(error);
    if (problem.code !== "internal") return sendProblem(reply, problem);
    request.log.error({ err: error, route: request.routeOptions.url }, "a request failed");
    const isAway = error instanceof PassingFault || !(await isDatabaseThere());
    return sendProblem(reply, isAway ? problemOf("database-away", { retryAfter: 2 }) : problem);
  };
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { status } = PROBLEMS[problem.code];
  if (problem.retryAfter !== undefined) void reply.header("retry-after", problem.retryAfter);
  return reply
    .code(status)
    .header("content-type", "application/problem+json; charset=utf-8")
    .serializer((body: unknown) => JSON.stringify(body))
    .send({ status, title: problem.message, ...problem });
}

function problemFor(error: FastifyError): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const details = error.validation
      .slice(0, MAX_DETAILS)
      .map(({ instancePath, message }) => detailOf(instancePath, message ?? "not right"));
    return problemOf("invalid-request", { details });
  }
  const known = BY_CODE[error.code];
  if (known !== undefined) return problemOf(known);
  if (error.statusCode === 429) return problemOf("too-fast", { retryAfter: 10 });
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return problemOf("invalid-request", { details: [error.message] });
  }
  return problemOf("internal");
}

function detailOf(instancePath: string, message: string): string {
  const field = instancePath.replace(/^\//, "").replaceAll("/", ".");
  return field === "" ? message : `${field}: ${message}`;
}
