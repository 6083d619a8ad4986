// What one line of a file says of a member. Null: the file does not say, and what is known stays.
import type { CalendarDay } from "../../domain/instant.ts";
import type { StateSaid } from "./read-state.ts";

export interface ImportLine {
  readonly line: number;
  readonly fullName: string | null;
  readonly membershipNumber: string | null;
  readonly card: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly birthDate: CalendarDay | null;
  readonly planName: string | null;
  readonly startsOn: CalendarDay | null;
  readonly endsOn: CalendarDay | null;
  readonly dueCents: number | null;
  readonly note: string | null;
  readonly state: StateSaid | null;
}

/** What planning an import may not know by itself: the day, and ids for what is new. */
export interface Drawing {
  readonly today: CalendarDay;
  readonly drawId: () => string;
}
