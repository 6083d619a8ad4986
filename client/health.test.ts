import { describe, expect, test } from "vitest";
import { CLIENT_HEARTBEAT_MS } from "../protocol/limits.ts";
import { Health } from "./health.ts";

function beat(health: Health, now: number, latencyMs: number): void {
  health.sent(now);
  health.answered(now, latencyMs);
}

const at = (seq: number, epoch = "e") => ({ epoch, seq, hash: "" });

describe("[CLIENT-31] how a connection does", () => {
  test("latency is smoothed, so that one slow answer does not make it a bad one", () => {
    const health = new Health();
    expect(health.figures).toMatchObject({ latencyMs: null, jitterMs: null, quality: 100 });
    beat(health, 0, 20);
    expect(health.figures).toMatchObject({ latencyMs: 20, jitterMs: 0 });
    beat(health, 5_000, 180);
    expect(health.figures).toMatchObject({ latencyMs: 40, jitterMs: 40, quality: 94 });
    for (let time = 2; time < 60; time += 1) beat(health, time * 5_000, 20);
    expect(health.figures).toMatchObject({ latencyMs: 20, jitterMs: 0, quality: 100 });
  });

  test("a heartbeat is lost when the next has to be sent without its answer, or the connection goes", () => {
    const health = new Health();
    health.sent(0);
    health.sent(100);
    expect(health.figures.lost).toBe(0);
    health.sent(CLIENT_HEARTBEAT_MS);
    expect(health.figures.lost).toBe(1);
    health.answered(100, 5);
    health.answered(0, 9_000);
    health.disconnected();
    expect(health.figures).toMatchObject({ lost: 2, latencyMs: 5, quality: 92 });
  });

  test("losses weigh for twenty heartbeats and are counted for good", () => {
    const health = new Health();
    health.sent(0);
    health.disconnected();
    for (let time = 1; time <= 20; time += 1) beat(health, time * 5_000, 1);
    expect(health.figures).toMatchObject({ lost: 1, quality: 100 });
  });

  test("the view is behind from the first heartbeat that says so to the one that does not", () => {
    const health = new Health();
    health.compare(at(5), at(4), 1_000);
    expect(health.figures.lagMs).toBe(0);
    health.compare(at(6), at(4), 6_000);
    expect(health.figures.lagMs).toBe(5_000);
    health.compare(at(6), at(6), 11_000);
    expect(health.figures.lagMs).toBe(0);
    health.compare(at(9, "other"), at(6), 12_000);
    health.compare(at(9), null, 13_000);
    expect(health.figures.lagMs).toBe(0);
  });

  test("it is the same object until something changes", () => {
    const health = new Health();
    const { figures } = health;
    expect(health.figures).toBe(figures);
    health.resumed();
    expect(health.figures).toMatchObject({ resumed: 1 });
    expect(figures.resumed).toBe(0);
  });
});
