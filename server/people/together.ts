// Looks up together what is asked for at the same time: while some questions are on their way, those that
// arrive wait and go in the next one, together. An answer is never older than its question.

/** Questions on their way at the same time, so that one that hangs does not hold up all the others. */
const LANES = 4;
const MOST_TOGETHER = 500;

interface Waiting<V> {
  readonly resolve: (value: V | null) => void;
  readonly reject: (error: unknown) => void;
}

/** `ask` answers for many keys at once; what it leaves out is null. */
export function lookUpTogether<V>(
  ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): (key: string) => Promise<V | null> {
  const waiting: (Waiting<V> & { readonly key: string })[] = [];
  let lanes = 0;

  const work = async (): Promise<void> => {
    lanes += 1;
    // What is asked for in the same turn of the loop is together too.
    await Promise.resolve();
    while (waiting.length > 0) {
      const asked = waiting.splice(0, MOST_TOGETHER);
      try {
        const found = await ask([...new Set(asked.map(({ key }) => key))]);
        for (const { key, resolve } of asked) resolve(found.get(key) ?? null);
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    lanes -= 1;
  };

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      if (lanes < LANES) void work();
    });
}
