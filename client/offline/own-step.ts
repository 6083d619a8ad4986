// What this desk did by itself and the server does not know yet.
import type { Outcome } from "../../domain/outcome.ts";
import type { CalendarDay } from "../../domain/instant.ts";
import type { DoorMessage } from "../outbox-storage.ts";

export interface OwnStep {
  readonly message: DoorMessage;
  readonly outcome: Outcome;
  readonly gymDay: CalendarDay;
}
