// What a hostile or broken client does to the wire, and what it gets for it.
import { randomBytes, randomUUID } from "node:crypto";
import { connect } from "node:net";
import type { Socket } from "node:net";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ImportReport } from "../../protocol/http/members.ts";
import { addMember, listen } from "../support/door-acts.ts";
import type { TestHouse } from "../support/open-test-house.ts";
import { openTestHouse } from "../support/open-test-house.ts";

let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse({
    limits: { messages: { perSecond: 50, burst: 60 } },
    requestMs: 1_000,
  });
});

afterAll(() => house.close());

/** Says something, and never ends its own side, whatever the other does. */
async function openStubborn(text: string): Promise<{ socket: Socket; ended: Promise<string> }> {
  const { hostname, port } = new URL(house.url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  let heard = "";
  socket.on("data", (data: Buffer) => (heard += data.toString("latin1")));
  // Where the other side has let go of the whole connection, writing to it is answered by a reset.
  const ended = new Promise<string>((resolve) => {
    socket.on("error", () => resolve(heard));
    socket.on("end", () => {
      const poke = setInterval(() => socket.write("x"), 20);
      socket.on("close", () => clearInterval(poke));
    });
  });
  await new Promise<void>((resolve) => socket.write(text, () => resolve()));
  return { socket, ended };
}

const upgrade = (path: string): string =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: ${new URL(house.url).host}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
    "Sec-WebSocket-Version: 13",
    "\r\n",
  ].join("\r\n");

test("[WIRE-50] whoever may not stay is let go, also one that does not take leave", async () => {
  const elsewhere = await openStubborn(upgrade("/nowhere"));
  expect(await elsewhere.ended).toContain("404");
  const nobody = await openStubborn(upgrade("/ws/checkins/"));
  expect(await nobody.ended).toContain("101");
  for (const { socket } of [elsewhere, nobody]) socket.destroy();
});

test("[WIRE-52] what is not understood, and pings, count as messages: a flood of them is closed with 4029", async () => {
  const babbler = await listen(house);
  for (let count = 0; count < 1_000; count += 1) babbler.sayRaw("x");
  expect((await babbler.closed()).code).toBe(4029);
  expect(babbler.heard.filter(({ type }) => type === "error").length).toBeLessThan(600);
  const pinger = await listen(house);
  // One by one: the library itself ends a connection that lets its pongs pile up.
  pinger.webSocket.on("pong", () => pinger.webSocket.ping());
  pinger.webSocket.ping();
  expect((await pinger.closed()).code).toBe(4029);
});

test("[WIRE-52] asking for the whole view again and again is too fast long before small messages are", async () => {
  const client = await listen(house);
  for (let count = 0; count < 10; count += 1) {
    client.say({ type: "subscribe", payload: { site: house.site.id } });
  }
  expect((await client.wait("error")).payload).toMatchObject({ code: "too-fast" });
  client.close();
});

test("[WIRE-53] a request that trickles in does not hold its connection", async () => {
  const head = `POST /api/session HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`;
  const slow = await openStubborn(head);
  expect(await slow.ended).toContain("408");
  slow.socket.destroy();
}, 15_000);

test("[WIRE-54] a day before the calendar began is sent back", async () => {
  const member = await addMember(house, "Nora Null");
  const answer = await house.owner.ask("PATCH", `/api/members/${member.id}`, {
    birthDate: "0000-01-01",
  });
  expect(answer).toMatchObject({ status: 400, body: { code: "invalid-request" } });
});

test("[WIRE-55] a file that is no list of members is told in few words, however large", async () => {
  const send = async (file: string): Promise<ImportReport> =>
    (
      await house.owner.ask("POST", "/api/members/import?dryRun=true", file, {
        "content-type": "text/csv",
      })
    ).body;
  const wide = await send(`Name${",x".repeat(5_000)}\nA\n`);
  expect(wide.faults[0]?.reason).toContain("columns");
  expect(wide.columns.length).toBeLessThan(1_000);
  const open = await send(`Name\n"${"x\n".repeat(500_000)}`);
  expect(open.faults.at(-1)?.reason).toContain("too long");
  const empty = await send(`Name\n${",".repeat(1_000_000)}\n`);
  expect(empty.faults.at(-1)).toMatchObject({ line: 2 });
  expect(empty.faults.at(-1)?.reason).toContain("too long");
  const long = await send(`Name,E-mail\n${"a,b\n".repeat(150_000)}`);
  expect(long.faults.length).toBeLessThan(1_100);
  expect(long.faults.at(-1)?.reason).toContain("more");
}, 60_000);

test("[WIRE-56] large pictures are unpacked one at a time, and few wait", async () => {
  const member = await addMember(house, "Pia Picture");
  const picture = await sharp({
    create: { width: 2_000, height: 2_000, channels: 3, background: "red" },
  })
    .png()
    .toBuffer();
  const put = () =>
    fetch(`${house.url}/api/members/${member.id}/photo`, {
      method: "PUT",
      headers: { origin: house.url, cookie: house.owner.cookie, "content-type": "image/png" },
      body: new Uint8Array(picture),
    });
  const statuses = (await Promise.all(Array.from({ length: 24 }, put))).map((each) => each.status);
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
  expect((await put()).status).toBe(200);
}, 30_000);

test("[WIRE-57] one command id at two sites at once is decided at one of them, and is no fault", async () => {
  const made = await house.owner.ask("POST", "/api/sites", {
    name: "Other",
    timeZone: "Europe/Paris",
  });
  const sites = [house.site.id, (made.body as { id: string }).id];
  for (let round = 0; round < 5; round += 1) {
    const key = { "idempotency-key": randomUUID() };
    const body = { visitId: randomUUID(), what: "check_in" };
    const answers = await Promise.all(
      [...sites, ...sites].map((id) =>
        house.owner.ask("POST", `/api/sites/${id}/undos`, body, key),
      ),
    );
    const [first, second, ...more] = answers.filter(({ status }) => status === 200);
    expect(more).toEqual([]);
    expect(first?.body).toEqual(second?.body);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
  }
});
