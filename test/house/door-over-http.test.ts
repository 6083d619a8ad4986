// The same commands as over the socket, sent as requests.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addMember } from "../support/door-acts.ts";
import type { TestHouse } from "../support/open-test-house.ts";
import { askAs, openTestHouse } from "../support/open-test-house.ts";

let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse();
});

afterAll(() => house.close());

function post(path: string, body: unknown, key: string | null) {
  return house.owner.ask("POST", `/api/sites/${house.site.id}/${path}`, body, {
    ...(key === null ? {} : { "idempotency-key": key }),
  });
}

test("[WIRE-33] a check-in over HTTP is decided once for its Idempotency-Key", async () => {
  const member = await addMember(house, "Hanna Http");
  const key = randomUUID();
  const body = { memberId: member.id, location: { doorId: house.doorId } };
  const [first, second] = await Promise.all([
    post("check-ins", body, key),
    post("check-ins", body, key),
  ]);
  expect(first).toMatchObject({
    status: 200,
    body: { commandId: key, decision: { verdict: "admit" } },
  });
  expect(second.body).toEqual(first.body);
  const mixedUp = await post("check-ins", { ...body, notes: "another" }, key);
  expect(mixedUp).toMatchObject({ status: 409, body: { code: "command-id-reused" } });
});

test("[WIRE-33] a refusal is an answer, not an error", async () => {
  const answer = await post(
    "check-ins",
    { credential: "NOBODY'S", location: { doorId: house.doorId } },
    randomUUID(),
  );
  expect(answer).toMatchObject({
    status: 200,
    body: { decision: { verdict: "refuse" }, visit: null },
  });
});

test("[WIRE-34] a request that is not right says which field, and loses nothing", async () => {
  const door = { doorId: house.doorId };
  const bad: readonly [unknown, string | null, number, string][] = [
    [{ memberId: randomUUID(), location: door }, null, 400, "idempotency-key"],
    [{ memberId: randomUUID(), location: door }, "not-a-uuid", 400, "idempotency-key"],
    [{ memberId: "seven", location: door }, randomUUID(), 400, "memberId"],
    [{ location: door }, randomUUID(), 400, "exactly one of"],
    [{ memberId: randomUUID(), location: door, at: "yesterday" }, randomUUID(), 400, "at"],
    [
      { memberId: randomUUID(), location: { doorId: randomUUID() } },
      randomUUID(),
      404,
      "unknown-door",
    ],
    [
      { memberId: randomUUID(), location: door, at: "2001-01-01T00:00:00.000Z" },
      randomUUID(),
      422,
      "at-out-of-range",
    ],
  ];
  for (const [body, key, status, says] of bad) {
    const answer = await post("check-ins", body, key);
    expect([answer.status, JSON.stringify(answer.body).includes(says)]).toEqual([status, true]);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
  }
});

test("[WIRE-34] broken JSON, a body too big and an unknown path are problems too", async () => {
  const { cookie } = house.owner;
  const json = { "content-type": "application/json", "idempotency-key": randomUUID() };
  const path = `/api/sites/${house.site.id}/check-ins`;
  const broken = await askAs(house.url, cookie, "POST", path, "{oops", json);
  expect(broken).toMatchObject({ status: 400, body: { code: "not-json" } });
  const big = await askAs(
    house.url,
    cookie,
    "POST",
    path,
    JSON.stringify("x".repeat(400_000)),
    json,
  );
  expect(big).toMatchObject({ status: 413, body: { code: "too-big" } });
  const nowhere = await askAs(house.url, cookie, "GET", "/api/nowhere");
  expect(nowhere).toMatchObject({ status: 404, body: { code: "not-found" } });
});

test("[WIRE-35] the documents are served, and every answer forbids foreign scripts", async () => {
  const open = await askAs(house.url, null, "GET", "/api/openapi.json");
  expect(Object.keys((open.body as { paths: object }).paths).length).toBeGreaterThan(15);
  const socket = await askAs(house.url, null, "GET", "/api/asyncapi.json");
  expect(socket.body).toMatchObject({ asyncapi: "3.0.0" });
  for (const path of ["/docs/", "/docs/socket"]) {
    const page = await askAs(house.url, null, "GET", path);
    expect([path, page.status]).toEqual([path, 200]);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  }
});

interface Described {
  responses: {
    default: { content: { "application/problem+json": { schema: { properties: object } } } };
  };
}

test("[WIRE-91] a problem is answered with the fields that the document names, and no others", async () => {
  const open = await askAs(house.url, null, "GET", "/api/openapi.json");
  const { paths } = open.body as { paths: Record<"/api/session", { post: Described }> };
  const { properties } =
    paths["/api/session"].post.responses.default.content["application/problem+json"].schema;
  const refused = await askAs(house.url, null, "POST", "/api/session", { email: "x" });
  expect(refused.status).toBe(400);
  const fields = Object.keys(refused.body);
  expect(fields).toEqual(expect.arrayContaining(["status", "title", "code", "details"]));
  expect(Object.keys(properties)).toEqual(expect.arrayContaining(fields));
});

test("[WIRE-90] what the schemas of the socket cannot say is served with them", async () => {
  const { body } = await askAs(house.url, null, "GET", "/api/asyncapi.json");
  const chapters = (body as { "x-reading": readonly { title: string }[] })["x-reading"];
  expect(chapters.map(({ title }) => title)).toContain("The hash");
  const page = await askAs(house.url, null, "GET", "/docs/socket");
  for (const { title } of chapters) expect(page.body).toContain(`<h3>${title}</h3>`);
});

test("[WIRE-36] health, readiness and figures are there for whoever watches over the server", async () => {
  expect(await askAs(house.url, null, "GET", "/healthz")).toMatchObject({ status: 200 });
  expect(await askAs(house.url, null, "GET", "/readyz")).toMatchObject({ body: { status: "ok" } });
  const authorization = `Bearer ${house.house.operatorKey}`;
  const figures = await askAs(house.url, null, "GET", "/metrics", undefined, { authorization });
  expect(figures.body).toContain("avgym_commit_seconds_count");
});
