// Planted bugs of the server, as patches of the product's own source. Each must match exactly once, so that none of
// them rots; each must be found.

/** @type {readonly { name: string, says: string, patches: readonly { file: string, find: string, replace: string }[] }[]} */
export const SERVER_MUTANTS = [
  {
    name: "answer-before-commit",
    says: "desk: answers and announces without waiting for the commit",
    patches: [
      {
        file: "server/desk/commit-batch.ts",
        find: "await transaction.write({",
        replace: "void transaction.write({",
      },
    ],
  },
  {
    name: "id-for-anything",
    says: "desk: the same id gets the same answer, whatever it asks",
    patches: [
      {
        file: "server/desk/commit-batch.ts",
        find: "if (before.contentHash === contentHash)",
        replace: 'if (before.contentHash !== "")',
      },
    ],
  },
  {
    name: "decided-again",
    says: "desk: a repeated command is decided again",
    patches: [
      {
        file: "server/desk/commit-batch.ts",
        find: "if (before !== undefined) {",
        replace: "if (before !== undefined && before.answer === commandId) {",
      },
    ],
  },
  {
    name: "day-turned-twice",
    says: "desk: the gym-day begins again with every batch",
    patches: [
      {
        file: "server/desk/commit-batch.ts",
        find: "state.gymDayOf(at).day <= state.currentDay) return;",
        replace: "state.gymDayOf(at).day < state.currentDay) return;",
      },
      {
        file: "domain/begin-gym-day.ts",
        find: "turn.currentDay >= to.day) return [];",
        replace: "turn.currentDay > to.day) return [];",
      },
    ],
  },
  {
    name: "begins-before-ends",
    says: "desk: a visit that begins is written before the one that ends",
    patches: [
      {
        file: "server/desk/batch-state.ts",
        find: "isOpen(a) - isOpen(b)",
        replace: "isOpen(b) - isOpen(a)",
      },
    ],
  },
  {
    name: "another-hash",
    says: "log: the hash is chained with the number before",
    patches: [
      {
        file: "server/number-events.ts",
        find: "hash = nextHash(hash, { seq,",
        replace: "hash = nextHash(hash, { seq: seq - 1,",
      },
    ],
  },
  {
    name: "ring-off-by-one",
    says: "hub: what is remembered begins one event too late",
    patches: [
      {
        file: "server/hub/ring.ts",
        find: "const skipped = seq - this.#before.seq;",
        replace: "const skipped = seq - this.#before.seq + 1;",
      },
    ],
  },
  {
    name: "ring-hash-off-by-one",
    says: "hub: the hash that is compared is that of the event after",
    patches: [
      {
        file: "server/hub/ring.ts",
        find: "this.#events[seq - this.#before.seq - 1]?.hash",
        replace: "this.#events[seq - this.#before.seq]?.hash",
      },
    ],
  },
  {
    name: "epoch-ignored",
    says: "hub: goes on from a position of another history",
    patches: [
      {
        file: "server/hub/catch-up.ts",
        find: 'if (position.epoch !== epoch) return "epoch-changed";',
        replace: "",
      },
    ],
  },
  {
    name: "newcomer-hears-twice",
    says: "room: who comes hears what is pending, which it has",
    patches: [
      {
        file: "server/hub/room.ts",
        find: "{ listener, seq: this.#head.seq, round: this.#round }",
        replace: "{ listener, seq: 0, round: this.#round }",
      },
    ],
  },
  {
    name: "newcomer-misses-a-round",
    says: "room: who comes while events wait does not hear the next round",
    patches: [
      {
        file: "server/hub/room.ts",
        find: "{ listener, seq: this.#head.seq, round: this.#round }",
        replace: "{ listener, seq: this.#head.seq, round: this.#round + 1 }",
      },
    ],
  },
  {
    name: "old-snapshot",
    says: "room: the snapshot that was made once is given for ever",
    patches: [
      {
        file: "server/hub/greetings.ts",
        find: "forget(): void {\n    this.#snapshots.clear();",
        replace: "forget(): void {",
      },
    ],
  },
  {
    name: "gap-taken-for-next",
    says: "repairs: an event that is ahead is passed over, and the one after it is taken",
    patches: [
      {
        file: "server/hub/repairs.ts",
        find: "if (event.seq === follower.head.seq + 1) follower.take(event);",
        replace:
          "if (event.seq === follower.head.seq + 1 && event.seq % 11 !== 0) follower.take(event);",
      },
    ],
  },
  {
    name: "beacon-dark",
    says: "beacon: never looks, so that a lost hint stays lost",
    patches: [
      {
        file: "server/jobs/beacon.ts",
        find: "if (this.#isLooking || hub",
        replace: "if (readHeads !== null || hub",
      },
    ],
  },
  {
    name: "behind-skips",
    says: "socket: a listener that was behind goes on from the present",
    patches: [
      {
        file: "server/socket/connection.ts",
        find: "else await hub.resume(siteId, this, this.#reached, isWanted);",
        replace: "else await hub.resume(siteId, this, hub.headOf(siteId)?.seq ?? 0, isWanted);",
      },
    ],
  },
  {
    name: "behind-unbounded",
    says: "socket: everything is kept for a slow reader",
    patches: [
      {
        file: "server/socket/connection.ts",
        find: "if (held > 0 && (held >= behindBytes || isTooMuch)) {",
        replace: "if (held < 0 && isTooMuch) {",
      },
    ],
  },
  {
    name: "generation-ignored",
    says: "socket: a subscription goes on when a later one has begun",
    patches: [
      {
        file: "server/socket/connection.ts",
        find: "return () => generation === this.#generation && !this.#isClosing;",
        replace: "return () => generation <= this.#generation;",
      },
    ],
  },
  {
    name: "dead-peers-kept",
    says: "socket: who is silent for ever is kept for ever",
    patches: [
      {
        file: "server/socket/liveness.ts",
        find: "return now - this.#lastHeardAt > DEAD_PEER_MS;",
        replace: "return now - this.#lastHeardAt > DEAD_PEER_MS * 1_000;",
      },
    ],
  },
];
