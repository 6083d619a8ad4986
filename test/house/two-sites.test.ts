// Somebody who may see one site of two: what they can learn of the other, and what they can end there.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SiteWithDoors } from "../../protocol/http/gym.ts";
import { addMember } from "../support/door-acts.ts";
import type { Person, TestHouse } from "../support/open-test-house.ts";
import { openTestHouse } from "../support/open-test-house.ts";

let house: TestHouse;
let other: SiteWithDoors;
let colleague: Person;

beforeAll(async () => {
  house = await openTestHouse();
  const made = await house.owner.ask("POST", "/api/sites", {
    name: "Other",
    timeZone: "Europe/Berlin",
  });
  other = made.body;
  colleague = await house.signInAs("front_desk", { siteIds: [other.id] });
});

afterAll(() => house.close());

function post(person: Person, siteId: string, path: string, body: unknown, key: string) {
  return person.ask("POST", `/api/sites/${siteId}/${path}`, body, { "idempotency-key": key });
}

test("[PEOPLE-67] whoever is inside at a site one may not see is simply not inside", async () => {
  const member = await addMember(house, "Hidden Elsewhere");
  const at = { memberId: member.id, location: { doorId: house.doorId } };
  await post(house.owner, house.site.id, "check-ins", at, randomUUID());
  const answer = await post(
    colleague,
    other.id,
    "check-outs",
    { memberId: member.id },
    randomUUID(),
  );
  expect(answer).toMatchObject({
    status: 200,
    body: { decision: { verdict: "refuse", reasons: [{ code: "not-inside" }] }, visit: null },
  });
  const open = await house.database.pool.query(
    "select 1 from visit where member_id = $1 and check_out_at is null",
    [member.id],
  );
  expect(open.rows).toHaveLength(1);

  // The owner, who sees both, ends the visit where it is.
  const seen = await post(
    house.owner,
    other.id,
    "check-outs",
    { memberId: member.id },
    randomUUID(),
  );
  expect(seen.body).toMatchObject({ visit: { how: "moved" } });
});

test("[LOG-15] a command id that was used at another site is another command", async () => {
  const member = await addMember(house, "Undone Elsewhere");
  const at = { memberId: member.id, location: { doorId: house.doorId } };
  const done = await post(house.owner, house.site.id, "check-ins", at, randomUUID());
  const visitId = (done.body as { visit: { id: string } }).visit.id;
  const key = randomUUID();
  const undo = { visitId, what: "check_in" };
  const undone = await post(house.owner, house.site.id, "undos", undo, key);
  expect(undone.body).toMatchObject({ decision: { verdict: "admit" } });
  const pried = await post(colleague, other.id, "undos", undo, key);
  expect(pried).toMatchObject({ status: 409, body: { code: "command-id-reused" } });
});
