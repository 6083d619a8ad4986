import { describe, expect, it } from "vitest";
import { connectionWords } from "./connection-words.ts";

const seen = { latencyMs: null, waiting: 0, now: 10_000, clock: () => "10:32" };

describe("the connection in words", () => {
  it("[SCREEN-1] says live with the latency once it is known", () => {
    const state = { kind: "live", latencyMs: 12, attempt: 0 } as const;
    expect(connectionWords(state, { ...seen, latencyMs: 11.6 }).text).toBe("Live · 12 ms");
    expect(connectionWords(state, seen)).toEqual({ tone: "calm", text: "Live" });
  });

  it("[SCREEN-1] says since when it is offline and how many scans wait", () => {
    const state = { kind: "offline", since: 0 } as const;
    expect(connectionWords(state, seen).text).toBe("Offline since 10:32");
    expect(connectionWords(state, { ...seen, waiting: 1 }).text).toBe(
      "Offline since 10:32 · 1 scan waiting",
    );
    expect(connectionWords(state, { ...seen, waiting: 3 })).toEqual({
      tone: "away",
      text: "Offline since 10:32 · 3 scans waiting",
    });
  });

  it("[SCREEN-1] does not cry offline for trouble that is over in a moment", () => {
    const state = { kind: "waiting", since: 9_500, attempt: 1, until: 11_000 } as const;
    expect(connectionWords(state, seen)).toEqual({ tone: "busy", text: "Catching up…" });
    expect(connectionWords(state, { ...seen, now: 12_000 }).tone).toBe("away");
  });

  it("[SCREEN-1] stays offline while it is tried again", () => {
    const state = { kind: "connecting", since: 0, attempt: 0, isOnline: true } as const;
    expect(connectionWords(state, seen).text).toBe("Offline since 10:32");
    expect(connectionWords({ ...state, since: 9_000 }, seen).tone).toBe("busy");
    expect(connectionWords({ ...state, since: 9_000, attempt: 1 }, seen).tone).toBe("away");
  });

  it("[SCREEN-1] says what a person has to do where nothing mends itself", () => {
    expect(connectionWords({ kind: "out-of-date" }, seen).text).toBe("Page out of date: reload");
    expect(connectionWords({ kind: "signed-out" }, seen).text).toBe("Signed out");
    expect(connectionWords({ kind: "refused", code: 4003 }, seen).tone).toBe("stopped");
  });
});
