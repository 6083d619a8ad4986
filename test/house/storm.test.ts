// Everybody comes back at once, as after a network or a server was away.
import { afterAll, beforeAll, expect, test } from "vitest";
import { must } from "../../domain/assert.ts";
import type { Person, TestHouse } from "../support/open-test-house.ts";
import { openTestHouse } from "../support/open-test-house.ts";
import { addMember, checkIn, listen } from "../support/door-acts.ts";
import { openSocketClient } from "../support/socket-client.ts";

const SCREENS = 150;

let house: TestHouse;
let staff: readonly Person[];

beforeAll(async () => {
  house = await openTestHouse();
  staff = [await house.signInAs("front_desk"), await house.signInAs("manager")];
});

afterAll(() => house.close());

const connect = (number: number) => {
  const { cookie } = must(staff[number % staff.length], "person");
  return openSocketClient(house.url, { cookie, origin: house.url });
};

test("[WIRE-65][HUB-22] many who come back together are caught up from memory, and looked up together", async () => {
  const member = await addMember(house, "Ada");
  const desk = await listen(house);
  const before = must(await house.house.hub.room(house.site.id), "room").head;
  desk.say(checkIn(house, member.id));
  await desk.wait("check_in_success");

  let acquired = 0;
  house.house.pool.on("acquire", () => (acquired += 1));
  const position = { epoch: before.epoch, seq: before.seq, hash: before.hash };
  const payload = { site: house.site.id, topics: ["events"], position };
  const screens = await Promise.all(
    Array.from({ length: SCREENS }, async (_each, number) => {
      const screen = await connect(number);
      screen.say({ type: "subscribe", payload });
      await screen.wait("resumed");
      return screen;
    }),
  );
  expect(acquired).toBeLessThan(SCREENS / 2);
  const head = must(house.house.hub.headOf(house.site.id), "head");
  for (const { heard } of screens) {
    const numbers = heard.flatMap(({ type, seq }) => (type === "resumed" ? [] : (seq ?? [])));
    expect(numbers).toEqual(
      Array.from({ length: head.seq - before.seq }, (_each, index) => before.seq + 1 + index),
    );
  }
  for (const screen of screens) screen.close();
  desk.close();
});

test("[WIRE-64] a page from before the oldest wire that is spoken is told to load anew", async () => {
  const other = await openTestHouse({ limits: { oldestSpoken: 2 } });
  const { cookie } = other.owner;
  const old = await openSocketClient(other.url, { cookie, origin: other.url });
  old.say({ type: "subscribe", payload: { site: other.site.id, protocolVersion: 1 } });
  expect((await old.closed()).code).toBe(4426);
  const current = await listen(other, other.owner, { protocolVersion: 2 });
  await current.wait("snapshot");
  await other.close();
});
