import { expect, test } from "vitest";
import { EN } from "../words/en.ts";
import { waitingWords } from "./waiting-words.ts";

test("[SCREEN-242] a scan that waits says whether the server is away or this page has to be reloaded", () => {
  const live = { kind: "live", latencyMs: 3, attempt: 0, doubtSince: null } as const;
  expect(waitingWords(live, 0)).toBe(EN.verdict.waitingHelp);
  expect(waitingWords({ kind: "offline", since: 0 }, 0)).toBe(EN.verdict.waitingAway);
  expect(waitingWords({ kind: "out-of-date" }, 0)).toBe(EN.verdict.waitingOutOfDate);
});
