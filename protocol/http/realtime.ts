// How the connections, the servers and the times between a scan and the screens stand, over HTTP and as
// the topic `realtime`. What each figure means and where it comes from: `docs/realtime-figures.md`.
import { z } from "zod";
import { ROLES } from "../../domain/rights.ts";
import { id, instant } from "../shapes.ts";

const ms = z.number().nonnegative();
const count = z.number().nonnegative();
const perSecond = z.number().nonnegative();

export const timeSummary = z.object({
  count: z.int().nonnegative(),
  p50: ms.nullable(),
  p95: ms.nullable(),
  p99: ms.nullable(),
});

const times = z.object({
  scanToDecision: timeSummary,
  commitToScreen: timeSummary,
  sendToVerdict: timeSummary,
});

export const shownServer = z.object({
  id,
  name: z.string(),
  address: z.string(),
  version: z.string(),
  startedAt: instant,
  isDraining: z.boolean(),
  clients: count,
  loopDelayMs: ms.describe("The longest of the last ten seconds"),
  memoryBytes: count,
  pool: z.object({ limit: count, open: count, busy: count, waiting: count }),
});

export const shownConnection = z.object({
  id,
  serverId: id,
  account: z.string(),
  role: z.enum(ROLES),
  isOperator: z.boolean(),
  siteId: id.nullable(),
  screen: z.string().nullable(),
  since: instant,
  latencyMs: ms.nullable().describe("There and back"),
  lag: count.describe("Events it has not been given yet"),
  quality: z.number().min(0).max(100).nullable().describe("As it said itself"),
  tabs: count,
  resumed: count,
  reset: count,
  behind: count,
  lost: count.describe("Heartbeats that were not answered"),
  bytesSent: count,
  place: z.string().describe("Equal for connections of one address"),
});

export const shownDevice = z.object({
  id,
  name: z.string(),
  siteId: id,
  lastSeenAt: instant.nullable(),
});

const byReason = z.array(z.object({ reason: z.string(), count }));

/** The last 24 hours, counted. */
const day = z.object({
  commands: count,
  batches: count,
  events: count,
  frames: count,
  bytes: count,
  savedFrames: z.number(),
  savedBytes: z
    .number()
    .describe("What the same would have cost one message at a time, less `bytes`"),
  opened: count,
  resumed: count,
  resets: byReason,
  behind: count,
  closed: byReason,
  hintsTold: count,
  hintsHeard: count,
  hintsLost: count,
});

export const realtimeNow = z.object({
  at: instant,
  servers: z.array(shownServer),
  clients: count,
  /** Per second, over the last ten. */
  rates: z.object({
    commands: perSecond,
    events: perSecond,
    frames: perSecond,
    bytes: perSecond,
    savedBytes: z.number(),
  }),
  /** Of the last five minutes. */
  times,
  day,
  connections: z.array(shownConnection).describe("The worst first; the others are only counted"),
  /** The oldest scan that a connected desk holds and the server has not taken in. */
  unsynced: z.object({ at: instant, waiting: count, account: z.string() }).nullable(),
  devices: z.array(shownDevice),
});

const MOST_MINUTES = 24 * 60;

export const historyQuery = z.object({
  minutes: z.coerce.number().int().min(1).max(MOST_MINUTES).default(MOST_MINUTES),
});

export const historyPoint = z.object({
  at: instant.describe("When the step began"),
  clients: count.describe("The most at once"),
  commands: count,
  events: count,
  resumed: count,
  reset: count,
  behind: count,
  hintsLost: count,
  bytes: count,
  savedBytes: z.number(),
  loopDelayMs: ms,
  memoryBytes: count,
  scanToDecision: timeSummary,
  commitToScreen: timeSummary,
});

export const realtimeHistory = z.object({
  from: instant,
  to: instant,
  stepMinutes: z.int().positive(),
  /** Steps in which no server counted anything are left out. */
  points: z.array(historyPoint),
  times,
});

export const syntheticScanBody = z.strictObject({ siteId: id });

export const SCAN_STEPS = ["queue", "read", "decide", "disk", "frame"] as const;

export const syntheticScan = z.object({
  at: instant,
  siteId: id,
  server: z.string(),
  steps: z.array(z.object({ step: z.enum(SCAN_STEPS), ms })),
  totalMs: ms,
});

export type TimeSummary = z.infer<typeof timeSummary>;
export type ShownServer = z.infer<typeof shownServer>;
export type ShownConnection = z.infer<typeof shownConnection>;
export type ShownDevice = z.infer<typeof shownDevice>;
export type DayCounts = z.infer<typeof day>;
export type RealtimeNow = z.infer<typeof realtimeNow>;
export type RealtimeHistory = z.infer<typeof realtimeHistory>;
export type HistoryPoint = z.infer<typeof historyPoint>;
export type SyntheticScan = z.infer<typeof syntheticScan>;
export type ScanStep = (typeof SCAN_STEPS)[number];
