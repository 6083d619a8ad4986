// Those who asked to be called. One that throws is heard of, and does not keep the others from their call.

export class Listeners<Args extends readonly unknown[]> {
  readonly #listeners = new Set<(...args: Args) => void>();

  /** Returns how to end it. */
  add(listener: (...args: Args) => void): () => void {
    const own = (...args: Args) => listener(...args);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  call(...args: Args): void {
    for (const listener of this.#listeners) {
      try {
        listener(...args);
      } catch (error) {
        // Surfaces as an unhandled rejection, where the environment reports such things.
        void Promise.reject(error);
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
