import { describe, expect, test } from "vitest";
import { CLOSE, reconnectAfter } from "./close-code.ts";
import { ProblemError, problemOf, PROBLEMS } from "./problem.ts";
import type { ProblemRule } from "./problem.ts";

const problems: [string, ProblemRule][] = Object.entries(PROBLEMS);

describe("problems", () => {
  test.each(problems)("[WIRE-3] %s has a status, a retry and a message", (code, rule) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(rule.status).toBeGreaterThanOrEqual(400);
    expect(rule.status).toBeLessThan(600);
    expect(["never", "fix", "later"]).toContain(rule.retry);
    expect(rule.message).toMatch(/^[A-Z].+\.$/);
  });

  test("[WIRE-3] what is our fault or passes can be sent again, what is theirs cannot", () => {
    for (const [code, { status, retry }] of problems) {
      const passes = status >= 500 || status === 429;
      expect([code, retry === "later"]).toEqual([code, passes]);
    }
  });

  test("[WIRE-3] a problem carries its rule and what is known of the case", () => {
    expect(problemOf("too-fast", { retryAfter: 3, commandId: "c" })).toEqual({
      code: "too-fast",
      message: PROBLEMS["too-fast"].message,
      retry: "later",
      retryAfter: 3,
      commandId: "c",
    });
    expect(new ProblemError("not-found").problem).toEqual(problemOf("not-found"));
  });
});

describe("close codes", () => {
  const codes = Object.values(CLOSE);

  test("[WIRE-4] are unique, in the ranges a server may use, with a reason that fits the frame", () => {
    expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length);
    for (const { code, reason } of codes) {
      expect((code >= 1001 && code <= 1013) || (code >= 4000 && code <= 4999)).toBe(true);
      // A close frame holds 125 bytes, two of them the code (RFC 6455, 5.5).
      expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
    }
  });

  test("[WIRE-4] not signed in is 4001, and never answered by hammering", () => {
    expect(CLOSE.notSignedIn.code).toBe(4001);
    expect(reconnectAfter(4001)).toBe("after-sign-in");
    expect(reconnectAfter(CLOSE.notAllowed.code)).toBe("never");
  });

  test("[WIRE-4] an unknown code is taken for a fault of the network", () => {
    expect(reconnectAfter(1006)).toBe("with-backoff");
    expect(reconnectAfter(4999)).toBe("with-backoff");
  });
});
