import { describe, expect, it } from "vitest";
import { connectionWords, resetText } from "./connection-words.ts";

const seen = { latencyMs: null, waiting: 0, isKeeping: true, now: 10_000, clock: () => "10:32" };

describe("the connection in words", () => {
  it("[SCREEN-1] says live with the latency once it is known", () => {
    const state = { kind: "live", latencyMs: 12, attempt: 0, doubtSince: null } as const;
    expect(connectionWords(state, { ...seen, latencyMs: 11.6 }).text).toBe("Live · 12 ms");
    expect(connectionWords(state, seen)).toMatchObject({ tone: "calm", text: "Live" });
  });

  it("[SCREEN-1] says since when it is offline and how many scans wait", () => {
    const state = { kind: "offline", since: 0 } as const;
    expect(connectionWords(state, seen).text).toBe("Offline since 10:32");
    expect(connectionWords(state, { ...seen, waiting: 1 }).text).toBe(
      "Offline since 10:32 · 1 scan waiting",
    );
    expect(connectionWords(state, { ...seen, waiting: 3 })).toMatchObject({
      tone: "away",
      text: "Offline since 10:32 · 3 scans waiting",
    });
  });

  it("[SCREEN-1] does not cry offline for trouble that is over in a moment", () => {
    const state = { kind: "waiting", since: 9_500, attempt: 1, until: 11_000 } as const;
    expect(connectionWords(state, seen)).toMatchObject({ tone: "busy", text: "Catching up…" });
    expect(connectionWords(state, { ...seen, now: 12_000 }).tone).toBe("away");
  });

  it("[SCREEN-1] stays offline while it is tried again", () => {
    const state = {
      kind: "connecting",
      since: 0,
      attempt: 0,
      isOnline: true,
      answering: null,
    } as const;
    expect(connectionWords(state, seen).text).toBe("Offline since 10:32");
    expect(connectionWords({ ...state, since: 9_000 }, seen).tone).toBe("busy");
    expect(connectionWords({ ...state, since: 9_000, attempt: 1 }, seen).tone).toBe("away");
  });

  it("[SCREEN-1] says what a person has to do where nothing mends itself", () => {
    expect(connectionWords({ kind: "out-of-date" }, seen).text).toBe(
      "This page is out of date: reload",
    );
    expect(connectionWords({ kind: "signed-out" }, seen).text).toBe("Signed out");
    expect(connectionWords({ kind: "refused", code: 4003 }, seen).tone).toBe("stopped");
  });

  it("[SCREEN-150] says why nobody answers, also while it is tried again", () => {
    const paused = { since: 0, attempt: 3, until: 12_000 } as const;
    const nobody = connectionWords({ kind: "unreachable", ...paused }, seen);
    expect(nobody).toMatchObject({ tone: "away", text: "Offline since 10:32" });
    expect(nobody.help).toMatch(/nobody answers/);
    const other = connectionWords({ kind: "intercepted", ...paused }, { ...seen, waiting: 2 });
    expect(other.text).toBe("The network wants a sign-in · 2 scans waiting");
    const trying = { kind: "connecting", ...paused, isOnline: true, answering: "other" } as const;
    expect(connectionWords(trying, seen).text).toBe("The network wants a sign-in");
  });

  it("[SCREEN-155] asks to keep the page open where the browser keeps nothing that waits", () => {
    const state = { kind: "offline", since: 0 } as const;
    const denied = { ...seen, waiting: 2, isKeeping: false };
    expect(connectionWords(state, denied).text).toBe(
      "Offline since 10:32 · 2 scans waiting: keep this page open",
    );
    expect(connectionWords(state, { ...denied, waiting: 0 }).text).toBe("Offline since 10:32");
  });

  it("[SCREEN-151] says when a server that restarts is back", () => {
    const state = { kind: "restarting", since: 9_000, attempt: 1, until: 11_500 } as const;
    expect(connectionWords(state, seen).text).toBe("Server restarts · back in 2 s");
    expect(connectionWords(state, { ...seen, now: 11_600 }).text).toBe("Server restarts");
  });

  it("[SCREEN-152] says that no answer came only where it is not over in a moment", () => {
    const live = { kind: "live", latencyMs: 12, attempt: 0, doubtSince: 9_000 } as const;
    expect(connectionWords(live, seen).text).toBe("Live");
    expect(connectionWords(live, { ...seen, now: 11_000 })).toMatchObject({
      tone: "busy",
      text: "No answer yet…",
    });
  });

  it("[SCREEN-241] says why the page began anew last", () => {
    expect(resetText({ count: 0, lastReason: null })).toBe("0");
    expect(resetText({ count: 2, lastReason: "epoch-changed" })).toBe("2, as after a restore");
    expect(resetText({ count: 1, lastReason: "log-pruned" })).toBe("1, away too long");
  });
});
