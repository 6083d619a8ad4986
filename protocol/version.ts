// The wire's version. `wire.test.ts` hashes every schema: change one and the test fails until the
// version and its history move too.

export const PROTOCOL_VERSION = 1;

/** The oldest version that this server still speaks with. */
export const OLDEST_SPOKEN = 1;

/** One line a version: what changed for somebody who reads frames. */
export const HISTORY: Readonly<Record<number, string>> = {
  1: "The first wire: check-in, check-out, undo, snapshot, resume, topics.",
};
