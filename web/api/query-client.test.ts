import { describe, expect, it } from "vitest";
import { problemOf } from "../../protocol/problem.ts";
import { ApiProblem } from "./api-problem.ts";
import { createQueryClient, isWorthAnotherTry, waitMs } from "./query-client.ts";
import { keys } from "./query-keys.ts";

const away = new ApiProblem(problemOf("database-away"));
const wrong = new ApiProblem(problemOf("not-allowed"));

describe("the query client", () => {
  it("[SCREEN-52] tries again what may pass, three times, and nothing else", () => {
    expect(isWorthAnotherTry(0, away)).toBe(true);
    expect(isWorthAnotherTry(3, away)).toBe(false);
    expect(isWorthAnotherTry(0, wrong)).toBe(false);
    expect(isWorthAnotherTry(0, new RangeError("ours"))).toBe(false);
  });

  it("[SCREEN-52] waits as long as the server asked for, else longer each time", () => {
    const busy = new ApiProblem(problemOf("too-fast", { retryAfter: 7 }));
    expect(waitMs(0, busy)).toBe(7_000);
    expect([0, 1, 2].map((failures) => waitMs(failures, away))).toEqual([500, 1_000, 2_000]);
  });

  it("[SCREEN-53] knows at the first refused request that the session has ended", async () => {
    const client = createQueryClient();
    client.setQueryData(keys.session, { fullName: "Ada" });
    const ended = new ApiProblem(problemOf("not-signed-in"));
    await client
      .fetchQuery({ queryKey: keys.plans, queryFn: () => Promise.reject(ended) })
      .catch(() => undefined);
    expect(client.getQueryData(keys.session)).toBeNull();
  });
});
