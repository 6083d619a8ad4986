// What a page leaves to the page after it about the connection: since when nobody answers, and how far
// the server's clock is from ours.
import { unreachable } from "../domain/assert.ts";
import type { ConnectionEvent, ConnectionState } from "./connection-state.ts";

export interface KeptConnection {
  /** Milliseconds since 1970; null where the server was there when it was last looked. */
  readonly awaySince: number | null;
  /** The server's clock minus ours. */
  readonly offsetMs: number;
}

export interface ConnectionMemory {
  load(): KeptConnection | null;
  keep(kept: KeptConnection): void;
}

/** A page goes on from what the one before it left. */
export function startAfter(memory: ConnectionMemory | undefined): ConnectionEvent {
  return { type: "start", awaySince: memory?.load()?.awaySince ?? null };
}

/** So many attempts in vain are an outage; a page that is left may see its own socket go. */
const OUTAGE_ATTEMPTS = 2;

export class ConnectionNotes {
  readonly #memory: ConnectionMemory | undefined;
  #noted: KeptConnection | null;

  constructor(memory: ConnectionMemory | undefined) {
    this.#memory = memory;
    this.#noted = memory?.load() ?? null;
  }

  note(connection: ConnectionState, offsetMs: number): void {
    const was = this.#noted?.awaySince ?? null;
    const kept = { awaySince: awaySinceOf(connection, was), offsetMs };
    if (was === kept.awaySince && this.#noted?.offsetMs === offsetMs) return;
    this.#noted = kept;
    this.#memory?.keep(kept);
  }
}

function awaySinceOf(connection: ConnectionState, was: number | null): number | null {
  switch (connection.kind) {
    case "offline":
      return connection.since;
    case "waiting":
    case "unreachable":
    case "intercepted":
    case "restarting":
      return connection.attempt >= OUTAGE_ATTEMPTS ? connection.since : was;
    case "idle":
    case "connecting":
    case "catching-up":
      return was;
    case "live":
    case "signed-out":
    case "refused":
    case "out-of-date":
      return null;
    default:
      return unreachable(connection);
  }
}
