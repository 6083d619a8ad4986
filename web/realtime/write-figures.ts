// How milliseconds and bytes are written: as few figures as mean something.
const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** `–`, `0.4 ms`, `12 ms`, `1.2 s`. */
export function writeMs(ms: number | null): string {
  if (ms === null) return "–";
  if (ms < 9.95) return `${Number(ms.toFixed(1))} ms`;
  return ms < 999.5 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** In thousands, as disks and networks are sold. */
export function writeBytes(bytes: number): string {
  let left = Math.abs(bytes);
  let unit = 0;
  while (left >= 999.5 && unit < UNITS.length - 1) {
    left /= 1_000;
    unit += 1;
  }
  const text = left >= 9.95 || unit === 0 ? String(Math.round(left)) : left.toFixed(1);
  return `${bytes < 0 ? "−" : ""}${text} ${UNITS[unit] ?? ""}`;
}

/** A rate, which may be small: `0`, `0.3`, `12`. */
export function writeRate(perSecond: number): string {
  if (perSecond === 0) return "0";
  return perSecond < 9.95 ? perSecond.toFixed(1) : String(Math.round(perSecond));
}
