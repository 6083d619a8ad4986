// Gathers what happens between two frames, so that a hundred events a second draw a screen sixty times.

/** `subscribe` may call back as often as it likes; `listener` hears of it once before the next frame. */
export function onEachFrame(
  subscribe: (tick: () => void) => () => void,
  listener: () => void,
): () => void {
  let frame: number | null = null;
  const stop = subscribe(() => {
    frame ??= requestAnimationFrame(() => {
      frame = null;
      listener();
    });
  });
  return () => {
    stop();
    if (frame !== null) cancelAnimationFrame(frame);
  };
}
