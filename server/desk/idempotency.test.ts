import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../domain/assert.ts";
import { DOOR, idOf, SITE } from "../../test/support/a-gym.ts";
import {
  askCheckIn,
  askCheckOut,
  askUndo,
  cardOf,
  openStoredGym,
  openTestDesk,
  OTHER_DOOR,
  OTHER_SITE,
} from "../../test/support/stored-gym.ts";
import type { StoredGym, TestDesk } from "../../test/support/stored-gym.ts";
import { expectLogToEqualTables } from "../../test/support/stored-log.ts";

let gym: StoredGym;
let desk: TestDesk;

beforeEach(async () => {
  gym = await openStoredGym();
  desk = openTestDesk(gym);
});

afterEach(async () => {
  await desk.close();
  await gym.close();
});

test("[LOG-1] the same command again, much later and by somebody else, gets the answer it got", async () => {
  const asked = askCheckIn(1);
  const first = await desk.submit(SITE.id, asked);
  await desk.submit(SITE.id, askCheckOut(1));
  gym.clock.turn(3_600_000);
  expect(await desk.submit(SITE.id, { ...asked, staffId: idOf(8) })).toEqual(first);
  expect(await gym.count("visit")).toBe(1);
  expect(await gym.count("decision")).toBe(2);
});

test("[LOG-1] a refusal is an answer like any other: what was refused stays refused", async () => {
  await gym.run("update member set barred_note = 'no' where membership_number = 'M-1'");
  const asked = askCheckIn(1);
  const first = await desk.submit(SITE.id, asked);
  await gym.run("update member set barred_note = null");
  expect(first.decision.verdict).toBe("refuse");
  expect(await desk.submit(SITE.id, asked)).toEqual(first);
});

test("[LOG-1] an undo sent twice undoes once", async () => {
  const { visit } = await desk.submit(SITE.id, askCheckIn(1));
  const undo = askUndo(must(visit, "visit").id, "check_in");
  const first = await desk.submit(SITE.id, undo);
  expect(first.decision.verdict).toBe("admit");
  expect(await desk.submit(SITE.id, { ...undo, mayCorrect: true })).toEqual(first);
});

test("[LOG-1] twice in one batch is decided once", async () => {
  const asked = askCheckIn(1);
  const [first, second] = await Promise.all([
    desk.submit(SITE.id, asked),
    desk.submit(SITE.id, asked),
  ]);
  expect(second).toEqual(first);
  expect(desk.batches).toEqual([2]);
});

test("[LOG-1] a hundred at once through three servers are one event and a hundred equal answers", async () => {
  const desks = [desk, openTestDesk(gym), openTestDesk(gym)];
  const asked = askCheckIn(1);
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_each, index) =>
      must(desks[index % 3], "desk").submit(SITE.id, asked),
    ),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]?.decision.verdict).toBe("admit");
  expect(await gym.count("visit")).toBe(1);
  expect(await gym.count("decision")).toBe(1);
  expect(await gym.count("event", "type = 'member_checked_in'")).toBe(1);
  await expectLogToEqualTables(gym.pool, SITE.id);
});

const commandId = randomUUID();

test.each([
  ["another member", askCheckIn(1, { commandId }), askCheckIn(2, { commandId })],
  [
    "a card in place of the member",
    askCheckIn(1, { commandId }),
    askCheckIn(1, { commandId, subject: { credential: cardOf(1) } }),
  ],
  ["another note", askCheckIn(1, { commandId }), askCheckIn(1, { commandId, notes: "x" })],
  [
    "another time",
    askCheckIn(1, { commandId }),
    askCheckIn(1, { commandId, at: "2026-11-24T16:00:00.000Z" }),
  ],
  [
    "another door",
    askCheckOut(1, { commandId, doorId: DOOR.id }),
    askCheckOut(1, { commandId, doorId: null }),
  ],
  ["another kind", askCheckIn(1, { commandId }), askCheckOut(1, { commandId })],
])("[LOG-2] the same id with %s is sent back, at once and later", async (_name, first, second) => {
  const [answered, reused] = await Promise.allSettled([
    desk.submit(SITE.id, first),
    desk.submit(SITE.id, second),
  ]);
  const fault = { problem: { code: "command-id-reused", commandId } };
  expect(answered.status).toBe("fulfilled");
  expect(reused).toMatchObject({ status: "rejected", reason: fault });
  await expect(desk.submit(SITE.id, second)).rejects.toMatchObject(fault);
  expect(await gym.count("decision")).toBe(1);
});

test("[LOG-1] a check-out at another site's door, sent twice, gets its answer twice", async () => {
  await desk.submit(SITE.id, askCheckIn(1));
  const asked = askCheckOut(1, { doorId: OTHER_DOOR.id });
  const first = await desk.submit(OTHER_SITE.id, asked);
  expect(first.visit).toMatchObject({ how: "moved" });
  expect(await desk.submit(OTHER_SITE.id, asked)).toEqual(first);
});
