// Time and order of a simulated world: whatever happens is an entry here, one after the other. Between
// two entries every promise that can go on has gone on, so that the same entries give the same run.

interface Entry {
  readonly at: number;
  readonly order: number;
  callback: (() => void) | null;
}

export class Scheduler {
  /** Milliseconds since the world began. */
  now = 0;
  /** Entries that were carried out. */
  steps = 0;
  readonly #heap: Entry[] = [];
  #order = 0;

  /** Calls back once; returns how to call it off. Entries of one moment keep the order they were made in. */
  after(ms: number, callback: () => void): () => void {
    const entry: Entry = { at: this.now + Math.max(0, ms), order: this.#order, callback };
    this.#order += 1;
    this.#push(entry);
    return () => {
      entry.callback = null;
    };
  }

  /** Carries out the next entry; false where none is left up to that moment. */
  async step(until: number): Promise<boolean> {
    for (;;) {
      const next = this.#heap[0];
      if (next === undefined || next.at > until) return false;
      this.#pop();
      if (next.callback === null) continue;
      this.now = next.at;
      this.steps += 1;
      next.callback();
      await settled();
      return true;
    }
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(entry);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent] as Entry;
      if (isBefore(above, entry)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Entry;
    if (heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = index * 2 + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right !== undefined && isBefore(right, heap[child] as Entry)) child += 1;
      const below = heap[child] as Entry;
      if (isBefore(last, below)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = last;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Every promise and every `nextTick` that can go on has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
