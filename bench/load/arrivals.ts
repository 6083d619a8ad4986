// When people arrive: at random, so many a second on average, as at a real door (a Poisson process).
// The same seed, the same arrivals.

/** Moments in milliseconds from 0, rising. */
export function drawArrivals(count: number, perSecond: number, seed: number): number[] {
  const draw = drawFrom(seed);
  let at = 0;
  return Array.from({ length: count }, () => {
    at += (-Math.log(1 - draw()) * 1_000) / perSecond;
    return at;
  });
}

/** Numbers in [0, 1): mulberry32, by Tommy Ettinger. */
function drawFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
