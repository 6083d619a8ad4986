// Whether the house has a gym yet. Before the first run there is a one-time code, the same at every
// server of the database and over every restart; after it, none.
import { ProblemError } from "../../protocol/problem.ts";
import type { Database } from "../store/database.ts";
import { drawSetUpCode } from "./set-up-code.ts";

/** The setting that holds the code; the first run takes it away. */
export const SET_UP_CODE = "set-up-code";

export interface SetUp {
  /**
   * Asks the database again: another server may have set the gym up, wiped it, or brought another one
   * back. The code where there is a new one, otherwise null.
   */
  lookAgain(): Promise<string | null>;
  /** The organisation's id; null before the first run. */
  current(): string | null;
  /** Throws `not-set-up` before the first run. */
  organisationId(): string;
  /** Null once the gym is set up. */
  code(): string | null;
  opened(organisationId: string): void;
}

export async function readSetUp(database: Database): Promise<SetUp> {
  let id = await readOrganisationId(database);
  let code = id === null ? await agreeOnCode(database) : null;
  return {
    current: () => id,
    organisationId: () => {
      if (id === null) throw new ProblemError("not-set-up");
      return id;
    },
    code: () => code,
    lookAgain: async () => {
      id = await readOrganisationId(database);
      const before = code;
      code = id === null ? await agreeOnCode(database) : null;
      return code === before ? null : code;
    },
    opened: (organisationId) => {
      id = organisationId;
      code = null;
    },
  };
}

async function readOrganisationId(database: Database): Promise<string | null> {
  const found = await database.selectFrom("organisation").select("id").executeTakeFirst();
  return found?.id ?? null;
}

/** Whichever server draws first, its code is that of all. */
async function agreeOnCode(database: Database): Promise<string> {
  const read = () =>
    database
      .selectFrom("setting")
      .select("value")
      .where("key", "=", SET_UP_CODE)
      .executeTakeFirst();
  const found = await read();
  if (typeof found?.value === "string") return found.value;
  await database
    .insertInto("setting")
    .values({ key: SET_UP_CODE, value: JSON.stringify(drawSetUpCode()) })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .execute();
  const agreed = await read();
  if (typeof agreed?.value !== "string") throw new Error("no set-up code could be agreed on");
  return agreed.value;
}
