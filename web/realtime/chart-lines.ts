// Which lines the chart of the day draws for each figure, and where they break off.
import type { HistoryPoint, RealtimeHistory } from "../../protocol/http/realtime.ts";
import { millis } from "../../domain/instant.ts";
import { writeCount } from "../words/wording.ts";
import { writeBytes, writeMs } from "./write-figures.ts";

export const FIGURES = [
  "scanToDecision",
  "commitToScreen",
  "clients",
  "commands",
  "recoveries",
  "bytes",
  "hints",
  "loop",
  "memory",
] as const;
export type Figure = (typeof FIGURES)[number];

export type LineName =
  | "p50"
  | "p95"
  | "p99"
  | "clients"
  | "commands"
  | "resumed"
  | "reset"
  | "behind"
  | "bytes"
  | "saved"
  | "loop"
  | "memory"
  | "hints";

export interface Line {
  readonly name: LineName;
  readonly read: (point: HistoryPoint) => number | null;
}

export interface ChartKind {
  readonly lines: readonly Line[];
  readonly write: (value: number | null) => string;
}

const count = (value: number | null): string => (value === null ? "–" : writeCount(value));
const bytes = (value: number | null): string => (value === null ? "–" : writeBytes(value));

const percentiles = (which: "scanToDecision" | "commitToScreen"): ChartKind => ({
  lines: (["p50", "p95", "p99"] as const).map((name) => ({
    name,
    read: (point) => point[which][name],
  })),
  write: writeMs,
});

const one = (name: LineName, read: Line["read"], write: ChartKind["write"]): ChartKind => ({
  lines: [{ name, read }],
  write,
});

export const CHARTS: Readonly<Record<Figure, ChartKind>> = {
  scanToDecision: percentiles("scanToDecision"),
  commitToScreen: percentiles("commitToScreen"),
  clients: one("clients", ({ clients }) => clients, count),
  commands: one("commands", ({ commands }) => commands, count),
  recoveries: {
    lines: [
      { name: "resumed", read: ({ resumed }) => resumed },
      { name: "reset", read: ({ reset }) => reset },
      { name: "behind", read: ({ behind }) => behind },
    ],
    write: count,
  },
  bytes: {
    lines: [
      { name: "bytes", read: (point) => point.bytes },
      { name: "saved", read: ({ savedBytes }) => Math.max(0, savedBytes) },
    ],
    write: bytes,
  },
  hints: one("hints", ({ hintsLost }) => hintsLost, count),
  loop: one("loop", ({ loopDelayMs }) => loopDelayMs, writeMs),
  memory: one("memory", ({ memoryBytes }) => memoryBytes, bytes),
};

export interface ChartPoint {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
}

/** Pieces without a gap: where a step is missing, or nothing was measured in it, the line breaks off. */
export function piecesOf(history: RealtimeHistory, { read }: Line): readonly ChartPoint[][] {
  const stepMs = history.stepMinutes * 60_000;
  const pieces: ChartPoint[][] = [];
  let last: ChartPoint | null = null;
  for (const point of history.points) {
    const value = read(point);
    if (value === null) {
      last = null;
      continue;
    }
    const here: ChartPoint = { at: millis(point.at) + stepMs / 2, value };
    const piece = pieces.at(-1);
    if (last === null || piece === undefined || here.at - last.at > stepMs * 1.5)
      pieces.push([here]);
    else piece.push(here);
    last = here;
  }
  return pieces;
}

export function mostOf(history: RealtimeHistory, { lines }: ChartKind): number {
  const values = history.points.flatMap((point) => lines.map(({ read }) => read(point) ?? 0));
  return Math.max(0, ...values);
}
