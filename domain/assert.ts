// Three words for what can only be a bug. They throw, and only the edge of the house catches.

/** Throws when a statement that must hold does not. */
export function assert(claim: boolean, message: string): asserts claim {
  if (!claim) throw new Error(`broken invariant: ${message}`);
}

/** Returns the value, or throws where its absence can only be a bug. */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`broken invariant: no ${what}`);
  return value;
}

/** Closes an exhaustive switch: the compiler proves it is never reached. */
export function unreachable(value: never): never {
  throw new Error(`broken invariant: unexpected ${JSON.stringify(value)}`);
}
