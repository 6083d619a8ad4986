// How a command fails that got no answer from the gym. A refusal at the door is an answer, not a failure.
import type { Problem } from "../protocol/problem.ts";
import { problemOf } from "../protocol/problem.ts";
import type { ProblemCode } from "../protocol/problem.ts";

/** The server sent the command back; sending the same again would not help. */
export class CommandProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = "CommandProblem";
    this.problem = problem;
  }
}

/** The client was closed before the answer came. The command stays in its storage. */
export class ClientClosed extends Error {
  constructor() {
    super("The connection was closed before the answer came.");
    this.name = "ClientClosed";
  }
}

export function commandProblem(code: ProblemCode, commandId: string): CommandProblem {
  return new CommandProblem(problemOf(code, { commandId }));
}
