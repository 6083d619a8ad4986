// The socket as a client meets it: the whole house, a real database, real connections.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addMember, checkIn, listen } from "../support/door-acts.ts";
import type { TestHouse } from "../support/open-test-house.ts";
import { openTestHouse } from "../support/open-test-house.ts";
import { openSocketClient } from "../support/socket-client.ts";

let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse();
});

afterAll(() => house.close());

test("[WIRE-20] whoever is not signed in is closed with 4001, the upgrade completed", async () => {
  const nobody = await openSocketClient(house.url, { origin: house.url });
  expect((await nobody.closed()).code).toBe(4001);
  const wrong = await openSocketClient(house.url, { authorization: "Bearer something" });
  expect((await wrong.closed()).code).toBe(4001);
});

test("[WIRE-20] a browser that shows another website is closed with 4001", async () => {
  const headers = { cookie: house.owner.cookie, origin: "https://elsewhere.example" };
  const client = await openSocketClient(house.url, headers);
  expect((await client.closed()).code).toBe(4001);
});

test("[WIRE-20] a program is known by its Authorization header", async () => {
  const authorization = `Bearer ${house.house.operatorKey}`;
  const client = await openSocketClient(house.url, { authorization });
  client.say({ type: "subscribe", payload: { site: house.site.id } });
  expect((await client.wait("snapshot")).type).toBe("snapshot");
  client.close();
});

test("[WIRE-21] a check-in answers its sender and reaches everybody as event, activity and figures", async () => {
  const member = await addMember(house, "Ada Arrival");
  const desk = await listen(house);
  const wall = await listen(house);
  const command = checkIn(house, member.id);
  desk.say(command);

  const success = await desk.wait("check_in_success");
  expect(success.payload).toMatchObject({
    commandId: command.payload.commandId,
    decision: { verdict: "admit", reasons: [] },
    visit: { member: { id: member.id, fullName: "Ada Arrival" } },
  });
  for (const screen of [desk, wall]) {
    const event = await screen.wait("member_checked_in");
    expect(event).toMatchObject({
      stream: house.site.id,
      payload: { member: { id: member.id }, location: { door: "Front desk" }, channel: "desk" },
    });
    const line = await screen.wait("activity_notification");
    expect(line.payload).toMatchObject({
      type: "member_activity",
      activity: "check_in",
      member: { fullName: "Ada Arrival" },
      location: "Front desk",
    });
    const stats = await screen.wait("stats_update");
    expect(stats.payload).toMatchObject({ currentlyIn: 1, todayTotal: 1, uniqueToday: 1 });
  }
  desk.close();
  wall.close();
});

test("[WIRE-22] a double swipe is answered with the visit there is, and a refusal with all its reasons", async () => {
  const member = await addMember(house, "Dora Double");
  const desk = await listen(house);
  desk.say(checkIn(house, member.id));
  await desk.wait("check_in_success");
  const again = checkIn(house, member.id);
  desk.say(again);
  const second = await desk.wait("check_in_success", (message) =>
    JSON.stringify(message).includes(again.payload.commandId),
  );
  expect(second.payload).toMatchObject({
    decision: { verdict: "warn", reasons: [{ code: "already-inside" }] },
  });

  const unknown = randomUUID();
  const scan = { commandId: unknown, credential: "NOBODY", location: { doorId: house.doorId } };
  desk.say({ type: "check_in", payload: scan });
  const refused = await desk.wait("check_in_error");
  expect(refused.payload).toMatchObject({
    commandId: unknown,
    decision: { verdict: "refuse", reasons: [{ code: "unknown-credential" }], member: null },
    visit: null,
  });
  desk.close();
});

test("[WIRE-22] a check-out carries how long they stayed; a second one says it is closed", async () => {
  const member = await addMember(house, "Otto Out");
  const desk = await listen(house);
  desk.say(checkIn(house, member.id));
  const { payload } = await desk.wait("check_in_success");
  const checkInId = (payload as { visit: { id: string } }).visit.id;
  desk.say({ type: "check_out", payload: { commandId: randomUUID(), checkInId } });
  const out = await desk.wait("check_out_success");
  expect(out.payload).toMatchObject({ visit: { durationMinutes: 0, how: "staff" } });
  desk.say({ type: "check_out", payload: { commandId: randomUUID(), checkInId } });
  const closed = await desk.wait("check_out_error");
  expect(closed.payload).toMatchObject({
    decision: { reasons: [{ code: "visit-already-closed" }] },
  });
  desk.close();
});

test("[WIRE-23] a message that is not understood is answered, and the connection goes on", async () => {
  const client = await listen(house);
  const door = { doorId: house.doorId };
  const bad: readonly [string | Buffer, string, string?][] = [
    ["{not json", "not-json"],
    ["[1,2]", "invalid-message"],
    [`"text"`, "invalid-message"],
    [JSON.stringify({ type: "open_sesame", payload: {} }), "unknown-type"],
    [JSON.stringify({ type: "__proto__", payload: {} }), "unknown-type"],
    [
      JSON.stringify({ type: "check_in", payload: { memberId: 7 } }),
      "invalid-message",
      "payload.commandId",
    ],
    [
      JSON.stringify({
        type: "check_in",
        payload: {
          commandId: randomUUID(),
          credential: "1",
          location: door,
          notes: "x".repeat(10_000),
        },
      }),
      "invalid-message",
      "payload.notes",
    ],
    [
      JSON.stringify({
        type: "check_in",
        payload: {
          commandId: randomUUID(),
          memberId: randomUUID(),
          location: { doorId: randomUUID() },
        },
      }),
      "unknown-door",
    ],
  ];
  for (const [data, code, field = code] of bad) {
    const before = client.heard.length;
    client.sayRaw(data);
    const answer = await client.wait("error", (message) => client.heard.indexOf(message) >= before);
    expect(answer.payload).toMatchObject({ code });
    expect(JSON.stringify(answer.payload)).toContain(field);
  }
  client.say({ type: "ping", payload: { sentAt: 1 } });
  expect((await client.wait("pong")).payload).toMatchObject({ sentAt: 1 });
  client.close();
});

test("[WIRE-24] a binary frame is answered and closed with 1003, a frame too big with 1009", async () => {
  const healthy = await listen(house);
  const binary = await listen(house);
  binary.sayRaw(Buffer.from([1, 2, 3]));
  expect((await binary.wait("error")).payload).toMatchObject({ code: "not-text" });
  expect((await binary.closed()).code).toBe(1003);
  const big = await listen(house);
  big.sayRaw("x".repeat(1024 * 1024));
  expect((await big.closed()).code).toBe(1009);
  healthy.say({ type: "ping" });
  expect((await healthy.wait("pong")).type).toBe("pong");
  healthy.close();
});

test("[WIRE-25] a batch holds several messages, each answered for itself", async () => {
  const [one, two] = [await addMember(house, "Bea One"), await addMember(house, "Ben Two")];
  const desk = await listen(house);
  const commands = [checkIn(house, one.id), { type: "nonsense" }, checkIn(house, two.id)];
  desk.say({ type: "batch", payload: commands });
  await desk.wait("check_in_success", (message) => JSON.stringify(message).includes(one.id));
  await desk.wait("check_in_success", (message) => JSON.stringify(message).includes(two.id));
  expect((await desk.wait("error")).payload).toMatchObject({ code: "unknown-type" });
  desk.close();
});

test("[WIRE-26] a heartbeat is answered with the head of the stream and the server's time", async () => {
  const client = await listen(house);
  const snapshot = await client.wait("snapshot");
  client.say({ type: "heartbeat", payload: { sentAt: 12 } });
  const ack = await client.wait("heartbeat_ack");
  expect(ack).toMatchObject({
    seq: snapshot.seq,
    hash: snapshot["hash"],
    epoch: snapshot["epoch"],
  });
  expect(ack.payload).toMatchObject({ sentAt: 12 });
  client.close();
});

test("[WIRE-27] whoever comes back with a position gets what was missed and nothing else", async () => {
  const member = await addMember(house, "Mia Missed");
  const first = await listen(house);
  const { epoch, seq, hash } = await first.wait("snapshot");
  first.close();
  await first.closed();
  const desk = await listen(house);
  desk.say(checkIn(house, member.id));
  await desk.wait("check_in_success");

  const back = await listen(house, house.owner, { position: { epoch, seq, hash } });
  const resumed = await back.wait("resumed");
  expect(resumed).toMatchObject({ seq: Number(seq) + 1, payload: { from: seq } });
  const events = back.heard.filter(
    (message) => message.seq !== undefined && message.type.startsWith("member_"),
  );
  expect(events.map((event) => event.seq)).toEqual([Number(seq) + 1]);
  expect(back.heard.some((message) => message.type === "snapshot")).toBe(false);
  desk.close();
  back.close();
});
