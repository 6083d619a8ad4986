/** A fault at start that the operator can mend. The message is one sentence that says what to do. */
export class StartProblem extends Error {
  override readonly name = "StartProblem";
}
