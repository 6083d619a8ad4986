// Where commands wait for their answers. One that outlives a reload lets a scan outlive it too.
import type { CheckInPayload, CheckOutPayload, UndoPayload } from "../protocol/up.ts";

export type DoorMessage =
  | { readonly type: "check_in"; readonly payload: CheckInPayload }
  | { readonly type: "check_out"; readonly payload: CheckOutPayload }
  | { readonly type: "undo"; readonly payload: UndoPayload };

/** Keeps the commands of one site, in the order in which they were put. */
export interface OutboxStorage {
  load(): readonly DoorMessage[];
  /** A command that is there already is replaced where it stands. */
  put(message: DoorMessage): void;
  remove(commandId: string): void;
}

export function memoryStorage(): OutboxStorage {
  const kept = new Map<string, DoorMessage>();
  return {
    load: () => [...kept.values()],
    put: (message) => void kept.set(message.payload.commandId, message),
    remove: (commandId) => void kept.delete(commandId),
  };
}
