// Every bound of the wire, so that both sides and the documents name the same figures.

/** The largest frame a client may send, in bytes. */
export const MAX_FRAME_BYTES = 16 * 1024;
export const MAX_BATCH_MESSAGES = 50;
export const MAX_NOTE_LENGTH = 2_000;
export const MAX_CREDENTIAL_LENGTH = 200;
export const MIN_PASSWORD_LENGTH = 10;
/** Messages one connection may send, on average a second and at once. */
export const MESSAGES_PER_SECOND = 50;
export const MESSAGES_BURST = 200;
/** How often the server asks for a sign of life, and when it takes a peer for dead. */
export const SERVER_PING_MS = 20_000;
export const DEAD_PEER_MS = 45_000;
/** How often a client sends a heartbeat, and when it takes a silent server for dead. */
export const CLIENT_HEARTBEAT_MS = 5_000;
export const DEAD_SERVER_MS = 9_000;
/** Statistics are sent at most this often. */
export const STATISTICS_EVERY_MS = 100;
