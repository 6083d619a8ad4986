// What a screen asks, made into what is said on the wire.
import type { Instant } from "../domain/instant.ts";
import type { DoorMessage } from "./outbox-storage.ts";
import type { CheckInRequest, CheckOutRequest, UndoRequest } from "./site-state.ts";

/** Stamped when it is made: it is true of that moment, whenever it arrives. */
export interface Stamp {
  readonly commandId: string;
  readonly at: Instant;
}

export function checkInMessage(request: CheckInRequest, stamp: Stamp): DoorMessage {
  const { doorId, ...rest } = request;
  return { type: "check_in", payload: { ...stamp, ...said(rest), location: { doorId } } };
}

export function checkOutMessage(request: CheckOutRequest, stamp: Stamp): DoorMessage {
  const { doorId, ...rest } = request;
  const place = doorId === undefined ? {} : { location: { doorId } };
  return { type: "check_out", payload: { ...stamp, ...said(rest), ...place } };
}

export function undoMessage(request: UndoRequest, stamp: Stamp): DoorMessage {
  return { type: "undo", payload: { ...stamp, ...said(request) } };
}

/** Without what was left undefined, so that it does not hide the stamp. */
function said<T extends object>(request: T): T {
  return Object.fromEntries(
    Object.entries(request).filter(([, value]) => value !== undefined),
  ) as T;
}
