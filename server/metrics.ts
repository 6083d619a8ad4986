// What the house counts of itself, for Prometheus. Names follow its conventions: base units, `_total`.
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { DoorAnswer } from "../protocol/http/gym.ts";
import type { RoundDone } from "./hub/room.ts";
import type { Sent } from "./hub/sent.ts";
import type { SocketObserver } from "./socket/socket-parts.ts";

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export interface Metrics {
  readonly registry: Registry;
  readonly socket: SocketObserver;
  batch(batch: { readonly size: number; readonly ms: number }): void;
  answered(command: string, answer: DoorAnswer): void;
  sent(sent: Sent): void;
  /** A round in which every listener of a site was handed what is new. */
  round(done: RoundDone): void;
  /** Events that have just committed here. */
  committed(events: number): void;
  attached(how: string): void;
  /** A notification was sent to the other servers, or a hint of theirs was heard. */
  hint(what: "told" | "heard"): void;
  /** A stream had come further and no hint said so; the beacon found it. */
  hintLost(): void;
  /** How long somebody waited for a connection to the database. */
  waitedForDatabase(ms: number): void;
  fault(where: string): void;
  request(route: string, status: number, seconds: number): void;
  /** Reads a figure when it is asked for. */
  gauge(name: string, help: string, read: () => number): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const seconds = (name: string, help: string, labelNames: string[] = []) =>
    new Histogram({ name, help, labelNames, buckets: SECONDS, registers });

  const commands = counter("avgym_commands_total", "Commands decided", ["command", "verdict"]);
  const opened = counter("avgym_socket_opened_total", "Connections opened");
  const closed = counter("avgym_socket_closed_total", "Connections closed", ["code"]);
  const received = counter("avgym_socket_messages_total", "Messages from clients", ["type"]);
  const problems = counter("avgym_problems_total", "Problems answered over sockets", ["code"]);
  const behind = counter("avgym_listeners_behind_total", "Listeners that fell behind");
  const frames = counter("avgym_frames_sent_total", "Broadcast frames handed to sockets");
  const bytes = counter("avgym_frames_sent_bytes_total", "Bytes of broadcast frames");
  const attached = counter("avgym_attached_total", "Listeners brought to the head", ["how"]);
  const faults = counter("avgym_faults_total", "Faults of our own", ["where"]);
  const hints = counter("avgym_hints_total", "Hints between servers", ["what"]);
  const hintsLost = counter("avgym_hints_lost_total", "Hints that the beacon made up for");
  const waits = seconds(
    "avgym_database_wait_seconds",
    "From asking for a connection to the database to having it",
  );
  const events = counter("avgym_events_total", "Events committed by this server");
  const toFrame = seconds(
    "avgym_commit_to_frame_seconds",
    "From the commit of an event to its frame being handed to the last listener",
  );
  const toDecision = seconds(
    "avgym_scan_to_decision_seconds",
    "From a command over a socket to its answer being written",
  );
  const batchSize = new Histogram({
    name: "avgym_batch_commands",
    help: "Commands that shared a transaction",
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers,
  });
  const batchTime = seconds("avgym_commit_seconds", "From taking a batch to its commit");
  const requests = seconds("avgym_http_request_seconds", "Time to answer a request", [
    "route",
    "status",
  ]);

  return {
    registry,
    socket: {
      opened: () => opened.inc(),
      closed: (code) => closed.inc({ code: String(code) }),
      received: (type) => received.inc({ type }),
      problem: (code) => problems.inc({ code }),
      behind: () => behind.inc(),
      answered: (ms) => toDecision.observe(ms / 1_000),
      told: () => undefined,
    },
    batch: ({ size, ms }) => {
      batchSize.observe(size);
      batchTime.observe(ms / 1_000);
    },
    answered: (command, answer) => commands.inc({ command, verdict: answer.decision.verdict }),
    sent: (sent) => {
      frames.inc(sent.frames);
      bytes.inc(sent.bytes);
    },
    round: ({ agesMs, listeners }) => {
      if (listeners > 0) for (const ms of agesMs) toFrame.observe(ms / 1_000);
    },
    committed: (count) => events.inc(count),
    attached: (how) => attached.inc({ how }),
    hint: (what) => hints.inc({ what }),
    hintLost: () => hintsLost.inc(),
    waitedForDatabase: (ms) => waits.observe(ms / 1_000),
    fault: (where) => faults.inc({ where }),
    request: (route, status, took) => requests.observe({ route, status: String(status) }, took),
    gauge: (name, help, read) => {
      const gauge: Gauge = new Gauge({ name, help, registers, collect: () => gauge.set(read()) });
    },
  };
}
