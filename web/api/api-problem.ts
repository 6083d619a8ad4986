// What went wrong with a request, as every screen says it: the server's own problem, or that nobody answered.
import type { Problem, ProblemCode } from "../../protocol/problem.ts";

/** `offline` and `unreadable-answer` are found on this side of the wire: the server never said them. */
export type ApiProblemCode = ProblemCode | "offline" | "unreadable-answer";

export interface SaidProblem extends Omit<Problem, "code"> {
  readonly code: ApiProblemCode;
}

export class ApiProblem extends Error {
  readonly problem: SaidProblem;

  constructor(problem: SaidProblem) {
    super(problem.message);
    this.name = "ApiProblem";
    this.problem = problem;
  }

  get code(): ApiProblemCode {
    return this.problem.code;
  }
}

export const OFFLINE: SaidProblem = {
  code: "offline",
  retry: "later",
  message: "The server cannot be reached. Nothing was lost: please try again in a moment.",
};

export const UNREADABLE_ANSWER: SaidProblem = {
  code: "unreadable-answer",
  retry: "later",
  message:
    "Something else answered in the server's place. If this network wants a sign-in, sign in there; if it stays like this, load the page anew.",
};

/** The problem behind anything thrown; a fault of our own is rethrown for the screen's error boundary. */
export function problemBehind(error: unknown): SaidProblem {
  if (error instanceof ApiProblem) return error.problem;
  throw error;
}

export function isProblem(error: unknown, code: ApiProblemCode): boolean {
  return error instanceof ApiProblem && error.code === code;
}
