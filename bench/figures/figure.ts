// A measured figure beside its target, and whether it is reached.

export type Unit = "×" | "µs" | "ms" | "/s" | "MB" | "KB" | "B" | "";

export interface Figure {
  readonly what: string;
  /** Null: could not be measured here; `note` says why. */
  readonly value: number | null;
  readonly unit: Unit;
  readonly target?: { readonly atMost: number } | { readonly atLeast: number };
  /** What limits it, or how it came about: measured in the same run. */
  readonly note?: string;
}

/** All that one measurement of `targets.md` found. */
export interface Measured {
  readonly id: string;
  readonly title: string;
  /** How it was measured. */
  readonly how: string;
  readonly figures: readonly Figure[];
}

export function verdictOf({ value, target }: Figure): string {
  if (target === undefined) return "";
  if (value === null || Number.isNaN(value)) return "not measured";
  const isReached = "atMost" in target ? value <= target.atMost : value >= target.atLeast;
  return isReached ? "reached" : "not reached";
}

/** Three figures that say something; whole numbers from a hundred on. */
export function quantity(value: number | null, unit: Unit): string {
  if (value === null || Number.isNaN(value)) return "–";
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  const text = value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return unit === "" ? text : `${text} ${unit}`;
}

export function targetText({ target, unit }: Figure): string {
  if (target === undefined) return "";
  const [sign, bound] = "atMost" in target ? ["≤", target.atMost] : ["≥", target.atLeast];
  const text = bound.toLocaleString("en-US");
  return unit === "" ? `${sign} ${text}` : `${sign} ${text} ${unit}`;
}
