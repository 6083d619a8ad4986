// The speeds that can be chosen for the simulator.

/** Times as fast as life. */
export const SPEEDS = [0, 1, 2, 5, 10, 20, 50, 100] as const;

export function speedAt(step: number): number {
  return SPEEDS[step] ?? 0;
}

/** The step at or below a speed. */
export function stepOf(speed: number): number {
  return Math.max(
    0,
    SPEEDS.findLastIndex((known) => known <= speed),
  );
}
