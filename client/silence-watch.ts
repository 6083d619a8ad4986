// Notices when the other side has been silent for too long. Browsers hold back the timers of hidden pages
// and of sleeping machines: a look that comes late proves nothing, and asks before it judges.
import type { ClientClock } from "./clock.ts";

/** A look later than this was held back. */
const HELD_BACK_MS = 1_000;

export class SilenceWatch {
  readonly #clock: ClientClock;
  readonly #found: { readonly silent: () => void; readonly lateToLook: () => void };
  #limitMs = 0;
  #heardAt = 0;
  #isExpecting = false;
  #cancel: (() => void) | null = null;

  constructor(
    clock: ClientClock,
    found: { readonly silent: () => void; readonly lateToLook: () => void },
  ) {
    this.#clock = clock;
    this.#found = found;
  }

  start(limitMs: number): void {
    this.#limitMs = limitMs;
    this.heard();
    this.#lookIn(limitMs);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  heard(): void {
    this.#heardAt = this.#clock.elapsed();
    this.#isExpecting = false;
  }

  /** For once, silence is told after this little. */
  expectWithin(ms: number): void {
    if (this.#isExpecting) return;
    this.#isExpecting = true;
    this.#heardAt = this.#clock.elapsed() + ms - this.#limitMs;
    this.#lookIn(ms);
  }

  // One timer is set anew only when it runs out, not with everything that is heard.
  #lookIn(ms: number): void {
    this.stop();
    this.#cancel = this.#clock.after(ms, () => {
      const left = this.#heardAt + this.#limitMs - this.#clock.elapsed();
      if (left > 0) return this.#lookIn(left);
      this.#cancel = null;
      const wasExpecting = this.#isExpecting;
      this.#isExpecting = false;
      if (!wasExpecting && -left > HELD_BACK_MS) this.#found.lateToLook();
      else this.#found.silent();
    });
  }
}
