// Staff accounts that are signed in, as browsers hold it: a cookie each.
import { randomUUID } from "node:crypto";
import { must } from "../../domain/assert.ts";
import type { Core } from "../../server/open-core.ts";
import { SESSION_COOKIE } from "../../server/people/authenticate.ts";

export async function signIn(core: Core, accounts: number): Promise<readonly string[]> {
  return Promise.all(
    Array.from({ length: accounts }, async () => {
      const id = randomUUID();
      await core.pool.query(
        "insert into staff (id, full_name, email, password_hash, role) values ($1, 'Measured', $2, '', 'front_desk')",
        [id, `${id}@gym.example`],
      );
      const { token } = must(await core.sessions.open(id, null), "session");
      return `${SESSION_COOKIE}=${token}`;
    }),
  );
}
