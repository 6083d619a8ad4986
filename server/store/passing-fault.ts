// Which database errors pass: the connection broke, the server is starting or stopping, two
// transactions collided. The same work may simply be tried again; nobody knows whether it was done.
import pg from "pg";

export class PassingFault extends Error {
  constructor(cause: unknown) {
    super("the database is away", { cause });
  }
}

// SQLSTATE classes: 08 connection, 40 collision, 53 resources, 57P operator (PostgreSQL appendix A).
const PASSING = /^(08|40|53|57P)/;

/** Runs a step that talks to the database; a fault that passes is thrown as PassingFault. */
export async function tellPassing<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw isPassing(error) ? new PassingFault(error) : error;
  }
}

function isPassing(error: unknown): boolean {
  // What the server itself refused has a SQLSTATE; everything else is the wire.
  if (!(error instanceof pg.DatabaseError)) return true;
  if (PASSING.test(error.code ?? "")) return true;
  // Between our reading and our writing, at another site: the member came in, or the same command was
  // recorded.
  const { constraint } = error;
  const isOfAnotherSite = constraint === "visit_one_open" || constraint === "command_answer_pkey";
  return error.code === "23505" && isOfAnotherSite;
}
