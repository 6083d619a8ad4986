// Whether memory is flat: the slope of a straight line through the floor of what was measured, over the
// last two thirds. The first third is left to caches, pools and the compiler of hot code. The floor is the
// lowest of each few minutes: a bounded memory that is filled and cut back goes up and down above it.

export interface Measured {
  readonly minute: number;
  readonly residentKb: number;
  readonly heapKb: number;
}

/** A kilobyte of heap a second: some twenty bytes an event at fifty a second. */
export const MOST_HEAP_KB_A_MINUTE = 60;
/** What the system counts moves in steps, and follows the heap from afar. */
export const MOST_RESIDENT_KB_A_MINUTE = 150;
const FLOOR_MINUTES = 4;
/** Fewer than these say nothing. */
const FEWEST_FLOORS = 5;

export interface Flatness {
  readonly verdict: "flat" | "growing" | "too short to say";
  readonly heapKbPerMinute: number;
  readonly residentKbPerMinute: number;
}

export function flatnessOf(measured: readonly Measured[]): Flatness {
  const counted = measured.slice(Math.floor(measured.length / 3));
  const heap = floorOf(counted.map(({ minute, heapKb }) => [minute, heapKb]));
  const resident = floorOf(counted.map(({ minute, residentKb }) => [minute, residentKb]));
  const heapKbPerMinute = slopeOf(heap);
  const residentKbPerMinute = slopeOf(resident);
  const isFlat =
    heapKbPerMinute <= MOST_HEAP_KB_A_MINUTE && residentKbPerMinute <= MOST_RESIDENT_KB_A_MINUTE;
  const isLongEnough = heap.length >= FEWEST_FLOORS;
  const verdict = !isLongEnough ? "too short to say" : isFlat ? "flat" : "growing";
  return { verdict, heapKbPerMinute, residentKbPerMinute };
}

type Point = readonly [minute: number, kb: number];

/** The lowest of each few minutes; a rest too short to have one is left out. */
function floorOf(points: readonly Point[]): readonly Point[] {
  const begin = points[0]?.[0] ?? 0;
  const groups: Point[][] = [];
  for (const point of points) {
    const place = Math.floor((point[0] - begin) / FLOOR_MINUTES);
    (groups[place] ??= []).push(point);
  }
  const most = Math.max(0, ...groups.map((group) => group.length));
  return groups
    .filter((group) => group.length >= most / 2)
    .map((group) => group.reduce((low, point) => (point[1] < low[1] ? point : low)));
}

/** Least squares. */
function slopeOf(points: readonly Point[]): number {
  const mean = (index: 0 | 1): number =>
    points.reduce((sum, point) => sum + point[index], 0) / Math.max(1, points.length);
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, [px, py]) => sum + (px - x) * (py - y), 0);
  const below = points.reduce((sum, [px]) => sum + (px - x) ** 2, 0);
  return below === 0 ? 0 : above / below;
}
