// When a desk decides by itself.
import { unreachable } from "../../domain/assert.ts";
import type { ConnectionState } from "../connection-state.ts";

/** Nobody is there to answer. A first attempt, or catching up after a moment, is given time. */
export function isAway(connection: ConnectionState): boolean {
  switch (connection.kind) {
    case "idle":
    case "live":
    case "catching-up":
    case "signed-out":
    case "refused":
      return false;
    case "connecting":
      return connection.attempt > 0 || !connection.isOnline;
    case "waiting":
    case "unreachable":
    case "intercepted":
    case "restarting":
    case "offline":
    case "out-of-date":
      return true;
    default:
      return unreachable(connection);
  }
}

/** Whoever was signed out, or may not be here, decides nothing. */
export function mayDecide({ kind }: ConnectionState): boolean {
  return kind !== "signed-out" && kind !== "refused";
}
