// A quality from 0 to 100 as a word, and connections in the order a reader asks for.
import { unreachable } from "../../domain/assert.ts";
import type { ShownConnection } from "../../protocol/http/realtime.ts";

export type Grade = "excellent" | "good" | "fair" | "poor" | "unknown";

const LEAST: readonly (readonly [least: number, grade: Grade])[] = [
  [90, "excellent"],
  [70, "good"],
  [40, "fair"],
  [0, "poor"],
];

export function gradeOf(quality: number | null): Grade {
  if (quality === null) return "unknown";
  return LEAST.find(([least]) => quality >= least)?.[1] ?? "poor";
}

export const COLUMNS = [
  "quality",
  "account",
  "screen",
  "site",
  "latency",
  "lag",
  "tabs",
  "since",
  "trouble",
] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  readonly column: Column;
  readonly isReversed: boolean;
}

/** The worst first: as the server sends them. */
export const FIRST_ORDER: Order = { column: "quality", isReversed: false };

/** The same column again turns the order round. */
export function nextOrder(order: Order, column: Column): Order {
  return { column, isReversed: order.column === column && !order.isReversed };
}

export function ordered(
  connections: readonly ShownConnection[],
  { column, isReversed }: Order,
  nameOfSite: (id: string | null) => string,
): readonly ShownConnection[] {
  const sorted =
    column === "quality"
      ? [...connections]
      : connections.toSorted((a, b) => compare(valueOf(a, column), valueOf(b, column)));
  return isReversed ? sorted.toReversed() : sorted;

  // What is more trouble comes first; names and moments from their beginning.
  function valueOf(one: ShownConnection, by: Exclude<Column, "quality">): string | number {
    switch (by) {
      case "account":
        return one.account;
      case "screen":
        return one.screen ?? "";
      case "site":
        return nameOfSite(one.siteId);
      case "since":
        return one.since;
      case "latency":
        return -(one.latencyMs ?? -1);
      case "lag":
        return -one.lag;
      case "tabs":
        return -one.tabs;
      case "trouble":
        return -(one.resumed + one.reset + one.behind);
      default:
        return unreachable(by);
    }
  }
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en");
}

const LAST = Number.MAX_SAFE_INTEGER;

/**
 * While the order stands still: those who were there stay where they were, whoever is new comes below,
 * and whoever is gone is gone.
 */
export function heldOrder(
  sorted: readonly ShownConnection[],
  heldIds: readonly string[] | null,
): readonly ShownConnection[] {
  if (heldIds === null) return sorted;
  const places = new Map(heldIds.map((id, place) => [id, place]));
  return sorted.toSorted((a, b) => (places.get(a.id) ?? LAST) - (places.get(b.id) ?? LAST));
}
