// How long a bus is waited for, and how often it is tried again: the same whatever carries the hints.

/** Between two attempts to connect; each pause is twice the one before. */
export const FIRST_PAUSE_MS = 100;
export const LONGEST_PAUSE_MS = 5_000;
/** A connection that gives no answer for so long is given up. */
export const ANSWER_MS = 5_000;
/** How often a quiet connection is asked whether it is there. */
export const ASK_EVERY_MS = 15_000;
/** A start does not wait longer for a bus than this. */
export const OPEN_PATIENCE_MS = 1_000;
