// Where commands wait for their answers. One that outlives a reload lets a scan outlive it too.
import type { CheckInPayload, CheckOutPayload, UndoPayload } from "../protocol/up.ts";

export type DoorMessage =
  | { readonly type: "check_in"; readonly payload: CheckInPayload }
  | { readonly type: "check_out"; readonly payload: CheckOutPayload }
  | { readonly type: "undo"; readonly payload: UndoPayload };

/**
 * Keeps the commands of one site, in the order in which they were put. Each promise resolves once that
 * is so whatever happens to the page, and rejects where it cannot be.
 */
export interface OutboxStorage {
  load(): Promise<readonly DoorMessage[]>;
  /** A command that is there already is replaced where it stands. */
  put(message: DoorMessage): Promise<void>;
  remove(commandId: string): Promise<void>;
}

export function memoryStorage(): OutboxStorage {
  const kept = new Map<string, DoorMessage>();
  return {
    load: async () => [...kept.values()],
    put: async (message) => void kept.set(message.payload.commandId, message),
    remove: async (commandId) => void kept.delete(commandId),
  };
}
