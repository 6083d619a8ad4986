// What the house tells its metrics, told to the recorder too.
import type { Metrics } from "../metrics.ts";
import type { Recorder } from "./recorder.ts";
import type { Screens } from "./screens.ts";

/** The routes by which a program scans; their answers are decisions too. */
const DOOR_ROUTES: ReadonlySet<string> = new Set([
  "/api/sites/:siteId/check-ins",
  "/api/sites/:siteId/check-outs",
  "/api/sites/:siteId/undos",
]);

/** A snapshot that was asked for, or is the first, is no reset. */
const WANTED: ReadonlySet<string> = new Set(["connected", "asked"]);

export function recordMetrics(metrics: Metrics, recorder: Recorder, screens: Screens): Metrics {
  const { socket } = metrics;
  return {
    ...metrics,
    socket: {
      ...socket,
      opened: () => {
        recorder.count("opened");
        socket.opened();
      },
      closed: (code) => {
        recorder.count(`closed:${code}`);
        socket.closed(code);
      },
      behind: () => {
        recorder.count("behind");
        socket.behind();
      },
      answered: (ms) => {
        recorder.time("scanToDecision", ms);
        socket.answered(ms);
      },
      told: (health) => {
        for (const ms of health.verdictsMs ?? []) recorder.time("sendToVerdict", ms);
        socket.told(health);
      },
    },
    batch: (batch) => {
      recorder.count("batches");
      recorder.count("commands", batch.size);
      metrics.batch(batch);
    },
    committed: (events) => {
      recorder.count("events", events);
      metrics.committed(events);
    },
    sent: (sent) => {
      recorder.count("frames", sent.frames);
      recorder.count("bytes", sent.bytes);
      recorder.count("delivered", sent.events);
      recorder.count("singlyFrames", sent.singly.frames);
      recorder.count("singlyBytes", sent.singly.bytes);
      metrics.sent(sent);
    },
    round: (done) => {
      screens.reached(done, recorder);
      metrics.round(done);
    },
    attached: (how) => {
      if (how === "resumed") recorder.count("resumed");
      else if (!WANTED.has(how)) recorder.count(`reset:${how}`);
      metrics.attached(how);
    },
    hint: (what) => {
      recorder.count(what === "told" ? "hintsTold" : "hintsHeard");
      metrics.hint(what);
    },
    hintLost: () => {
      recorder.count("hintsLost");
      metrics.hintLost();
    },
    request: (route, status, seconds) => {
      if (DOOR_ROUTES.has(route) && status < 400) recorder.time("scanToDecision", seconds * 1_000);
      metrics.request(route, status, seconds);
    },
  };
}
