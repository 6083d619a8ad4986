import { afterEach, describe, expect, it, vi } from "vitest";
import { problemOf } from "../../protocol/problem.ts";
import { ApiProblem, problemBehind } from "./api-problem.ts";
import { queryText, request } from "./request.ts";

function answerWith(answer: () => Response | Promise<Response>) {
  const asked: { path: string; init: RequestInit }[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push({ path, init });
    return answer();
  });
  return asked;
}

async function problemOfRequest(): Promise<ApiProblem> {
  const error: unknown = await request("/api/plans").then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ApiProblem);
  return error as ApiProblem;
}

afterEach(() => vi.unstubAllGlobals());

describe("a request", () => {
  it("[SCREEN-50] passes on the server's own problem with its details", async () => {
    const problem = problemOf("already-exists", { details: ["name: taken"] });
    answerWith(() => Response.json({ ...problem, status: 409 }, { status: 409 }));
    expect((await problemOfRequest()).problem).toMatchObject(problem);
  });

  it("[SCREEN-50] says that nobody answered, and that it is worth another try", async () => {
    answerWith(() => {
      throw new TypeError("Failed to fetch");
    });
    expect((await problemOfRequest()).problem).toMatchObject({ code: "offline", retry: "later" });
  });

  it("[SCREEN-50] does not show a page of somebody else's as an answer", async () => {
    answerWith(() => new Response("<h1>Bad gateway</h1>", { status: 502 }));
    expect((await problemOfRequest()).code).toBe("unreadable-answer");
    answerWith(() => Response.json({ oops: true }, { status: 500 }));
    expect((await problemOfRequest()).code).toBe("unreadable-answer");
  });

  it("[SCREEN-50] leaves a request that was given up for what it is", async () => {
    const given = new AbortController();
    given.abort();
    answerWith(() => {
      throw given.signal.reason;
    });
    await expect(request("/api/plans", { signal: given.signal })).rejects.not.toBeInstanceOf(
      ApiProblem,
    );
  });

  it("[SCREEN-50] rethrows a fault of our own", () => {
    const fault = new RangeError("ours");
    expect(() => problemBehind(fault)).toThrow(fault);
  });

  it("[SCREEN-51] carries the command's id, JSON and only the query that was given", async () => {
    const asked = answerWith(() => new Response(null, { status: 204 }));
    const query = { search: "Zoë & co", state: undefined, plan: "", offset: 0 };
    await request("/api/x", { method: "POST", json: { a: 1 }, idempotencyKey: "id-1", query });
    expect(asked[0]?.path).toBe("/api/x?search=Zo%C3%AB+%26+co&offset=0");
    expect(asked[0]?.init).toMatchObject({
      method: "POST",
      credentials: "same-origin",
      body: '{"a":1}',
      headers: { "idempotency-key": "id-1", "content-type": "application/json" },
    });
    expect(queryText({})).toBe("");
  });
});
