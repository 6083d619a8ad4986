// The pace at which a screen is redrawn: the first event of a quiet moment in the next frame, a burst
// of a hundred events a second a dozen times a second. The eye sees no difference, the processor does.

/** The least time between two redraws. */
const REDRAW_MS = 80;

/** `subscribe` may call back as often as it likes; `listener` is called at the pace of redrawing. */
export function atDrawPace(
  subscribe: (tick: () => void) => () => void,
  listener: () => void,
): () => void {
  let frame: number | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let drawnAt = Number.NEGATIVE_INFINITY;
  const draw = () => {
    frame = null;
    drawnAt = performance.now();
    listener();
  };
  const ask = () => {
    timer = null;
    frame ??= requestAnimationFrame(draw);
  };
  const stop = subscribe(() => {
    if (frame !== null || timer !== null) return;
    const wait = drawnAt + REDRAW_MS - performance.now();
    if (wait <= 0) ask();
    else timer = setTimeout(ask, wait);
  });
  return () => {
    stop();
    if (frame !== null) cancelAnimationFrame(frame);
    if (timer !== null) clearTimeout(timer);
  };
}
