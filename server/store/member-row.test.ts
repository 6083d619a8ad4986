import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../domain/assert.ts";
import { bestMembershipOn } from "../../domain/membership-state.ts";
import { idOf, TODAY } from "../../test/support/a-gym.ts";
import { anyMembership } from "../../test/support/any-membership.ts";
import { memberId, openStoredGym } from "../../test/support/stored-gym.ts";
import type { StoredGym } from "../../test/support/stored-gym.ts";
import { openDatabase } from "./database.ts";
import { listMembers } from "./member-list.ts";

const MEMBERS = 200;
const MOST_HELD = 3;

let gym: StoredGym;

beforeEach(async () => {
  gym = await openStoredGym({ members: MEMBERS });
  await gym.run("delete from membership");
});

afterEach(() => gym.close());

test("[MEMBER-2] the list and the domain name the same membership and the same state, whatever is held", async () => {
  const drawn = fc.sample(fc.array(anyMembership, { maxLength: MOST_HELD }), MEMBERS);
  const held = drawn.map((memberships, index) =>
    memberships.map((membership, place) => ({
      ...membership,
      id: idOf(0x1_0000 + index * MOST_HELD + place),
      planId: idOf(0x300 + place),
      planName: `Plan ${place}`,
    })),
  );
  for (let place = 0; place < MOST_HELD; place += 1) {
    await gym.run("insert into plan (id, name) values ($1, $2)", [
      ...[idOf(0x300 + place), `Plan ${place}`],
    ]);
  }
  for (const [index, memberships] of held.entries()) {
    for (const { id, planId, startsOn, endsOn, freeze, visitsLeft } of memberships) {
      await gym.run(
        `insert into membership (id, member_id, plan_id, starts_on, ends_on, frozen_from,
           frozen_until, visits_left) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          ...[id, memberId(index + 1), planId, startsOn, endsOn],
          ...[freeze?.from ?? null, freeze?.until ?? null, visitsLeft],
        ],
      );
    }
  }

  const database = openDatabase(gym.pool);
  const viewpoint = { today: TODAY, siteIds: null };
  const { rows } = await listMembers(database, { offset: 0, limit: MEMBERS }, viewpoint);
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const [index, memberships] of held.entries()) {
    const { state, planName, endsOn } = must(byId.get(memberId(index + 1)), "row");
    const best = bestMembershipOn(memberships, TODAY);
    expect({ memberships, state, planName, endsOn }).toEqual({
      memberships,
      state: best?.state ?? "none",
      planName: best?.membership.planName ?? null,
      endsOn: best?.membership.endsOn ?? null,
    });
  }
});
