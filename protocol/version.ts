// The wire's version. `wire.test.ts` hashes every schema: change one and the test fails until the
// version and its history move too.

export const PROTOCOL_VERSION = 2;

/** The oldest version that this server still speaks with. */
export const OLDEST_SPOKEN = 1;

/** One line a version: what changed for somebody who reads frames. */
export const HISTORY: Readonly<Record<number, string>> = {
  1: "The first wire: check-in, check-out, undo, snapshot, resume, topics.",
  2: "Commands made offline, versions told by both sides, health with the heartbeat, a farewell.",
};
