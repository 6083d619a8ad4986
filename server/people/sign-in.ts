// Signing in with e-mail and password. Wrong tries are counted for each address and each account, and
// nothing tells whether an account exists: neither the answer nor the time it takes.
import type { Clock } from "../clock.ts";
import type { Database } from "../store/database.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { isPassword } from "./passwords.ts";
import { TryLimit } from "./try-limit.ts";

export const TRIES = { tries: 10, windowMs: 15 * 60_000 };
/** Several desks may stand behind one router. */
const TRIES_OF_ADDRESS = { ...TRIES, tries: 30 };

export interface SignInAsked {
  readonly email: string;
  readonly password: string;
  readonly address: string;
}

export interface SignedIn {
  readonly staffId: string;
  /** The hash that the password was checked against. */
  readonly checkedHash: string;
}

export interface SignIn {
  /** The account; throws `wrong-credentials`, or `too-fast` after too many wrong tries. */
  byPassword(asked: SignInAsked): Promise<SignedIn>;
  /** Throws `wrong-credentials` unless this is the account's password. */
  mustBePassword(staffId: string, password: string): Promise<void>;
}

export function openSignIn(database: Database, clock: Clock): SignIn {
  const byAddress = new TryLimit(clock, TRIES_OF_ADDRESS);
  const byAccount = new TryLimit(clock, TRIES);

  const count = async (
    keys: { address?: string; account: string },
    work: () => Promise<boolean>,
  ) => {
    if (keys.address !== undefined) byAddress.take(keys.address);
    byAccount.take(keys.account);
    if (!(await work())) throw new ProblemError("wrong-credentials");
    if (keys.address !== undefined) byAddress.giveBack(keys.address);
    byAccount.giveBack(keys.account);
  };

  return {
    byPassword: async ({ email, password, address }) => {
      const account = email.trim().toLowerCase();
      let signedIn: SignedIn | null = null;
      await count({ address, account }, async () => {
        const row = await readAccount(database, account);
        if (row !== undefined) signedIn = { staffId: row.id, checkedHash: row.password_hash };
        return isPassword(row?.password_hash ?? null, password);
      });
      if (signedIn === null) throw new ProblemError("wrong-credentials");
      return signedIn;
    },
    mustBePassword: async (staffId, password) => {
      const row = await database
        .selectFrom("staff")
        .select("password_hash")
        .where("id", "=", staffId)
        .executeTakeFirst();
      await count({ account: staffId }, () => isPassword(row?.password_hash ?? null, password));
    },
  };
}

function readAccount(database: Database, email: string) {
  return database
    .selectFrom("staff")
    .select(["id", "password_hash"])
    .where((where) => where(where.fn<string>("lower", ["email"]), "=", email))
    .where("is_active", "=", true)
    .executeTakeFirst();
}
