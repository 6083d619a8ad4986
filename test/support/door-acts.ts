// What tests do at a door, in the protocol's own words.
import { randomUUID } from "node:crypto";
import { must } from "../../domain/assert.ts";
import type { Person, TestHouse } from "./open-test-house.ts";
import type { SocketClient } from "./socket-client.ts";
import { openSocketClient } from "./socket-client.ts";

export interface TestMember {
  readonly id: string;
  readonly fullName: string;
  readonly membershipNumber: string;
}

/** A member with a membership that holds, and a card. */
export async function addMember(
  { owner }: TestHouse,
  fullName: string,
  more: Record<string, unknown> = {},
): Promise<TestMember> {
  const plans = (await owner.ask("GET", "/api/plans")).body as readonly { readonly id: string }[];
  const planId = must(plans[0], "plan").id;
  const made = await owner.ask("POST", "/api/members", {
    fullName,
    membership: { planId, startsOn: "2020-01-01" },
    ...more,
  });
  if (made.status >= 300) throw new Error(`no member: ${JSON.stringify(made.body)}`);
  return made.body;
}

/** A socket of somebody who is signed in, subscribed and greeted. */
export async function listen(
  house: TestHouse,
  person: Person = house.owner,
  subscription: Record<string, unknown> = {},
): Promise<SocketClient> {
  const client = await openSocketClient(house.url, { cookie: person.cookie, origin: house.url });
  client.say({ type: "subscribe", payload: { site: house.site.id, ...subscription } });
  await client.wait("initial_stats");
  return client;
}

export function checkIn(house: TestHouse, memberId: string, commandId: string = randomUUID()) {
  return {
    type: "check_in",
    payload: { commandId, memberId, location: { doorId: house.doorId } },
  };
}
