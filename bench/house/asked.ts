// Commands as they reach the desk.
import { randomUUID } from "node:crypto";
import type { AskedCommand } from "../../server/desk/desk.ts";
import { DOOR, memberId } from "./gym-ids.ts";

export function askedCheckIn(number: number): AskedCommand {
  return {
    type: "check_in",
    commandId: randomUUID(),
    subject: { memberId: memberId(number) },
    doorId: DOOR,
    at: null,
    staffId: null,
    notes: null,
  };
}

export function askedCheckOut(visitId: string): AskedCommand {
  return {
    type: "check_out",
    commandId: randomUUID(),
    subject: { checkInId: visitId },
    doorId: null,
    at: null,
    staffId: null,
    notes: null,
    how: "scanned",
  };
}
