// Whether the house has a gym yet. Before the first run there is a one-time code; after it, none.
import { ProblemError } from "../../protocol/problem.ts";
import type { Database } from "../store/database.ts";
import { drawSetUpCode } from "./set-up-code.ts";

export interface SetUp {
  /**
   * Asks the database again: another server may have set the gym up, wiped it, or brought another one
   * back. The code where there is a new one, otherwise null.
   */
  lookAgain(): Promise<string | null>;
  /** Throws `not-set-up` before the first run. */
  organisationId(): string;
  /** Null once the gym is set up. */
  code(): string | null;
  opened(organisationId: string): void;
  /** Everything was wiped: a first run may follow, with another code. */
  wiped(): string;
}

export async function readSetUp(database: Database): Promise<SetUp> {
  const read = async (): Promise<string | null> => {
    const found = await database.selectFrom("organisation").select("id").executeTakeFirst();
    return found?.id ?? null;
  };
  let id = await read();
  let code = id === null ? drawSetUpCode() : null;
  return {
    organisationId: () => {
      if (id === null) throw new ProblemError("not-set-up");
      return id;
    },
    code: () => code,
    lookAgain: async () => {
      id = await read();
      if (id !== null) code = null;
      if (id !== null || code !== null) return null;
      code = drawSetUpCode();
      return code;
    },
    opened: (organisationId) => {
      id = organisationId;
      code = null;
    },
    wiped: () => {
      id = null;
      code = drawSetUpCode();
      return code;
    },
  };
}
