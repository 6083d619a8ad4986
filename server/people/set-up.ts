// Whether the house has a gym yet. Before the first run there is a one-time code; after it, none.
import { ProblemError } from "../../protocol/problem.ts";
import type { Database } from "../store/database.ts";
import { drawSetUpCode } from "./set-up-code.ts";

export interface SetUp {
  /** Throws `not-set-up` before the first run. */
  organisationId(): string;
  /** Null once the gym is set up. */
  code(): string | null;
  opened(organisationId: string): void;
  /** Everything was wiped: a first run may follow, with another code. */
  wiped(): string;
}

export async function readSetUp(database: Database): Promise<SetUp> {
  const found = await database.selectFrom("organisation").select("id").executeTakeFirst();
  let id = found?.id ?? null;
  let code = id === null ? drawSetUpCode() : null;
  return {
    organisationId: () => {
      if (id === null) throw new ProblemError("not-set-up");
      return id;
    },
    code: () => code,
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
