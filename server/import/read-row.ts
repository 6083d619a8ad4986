// One row of cells as what it says of a member, by the same rules as a member who is added by hand.
import type { z } from "zod";
import type { CalendarDay } from "../../domain/instant.ts";
import { newPlan } from "../../protocol/http/gym.ts";
import { newCredential, newMember } from "../../protocol/http/members.ts";
import type { ImportLine } from "./import-line.ts";
import { readCents } from "./read-amount.ts";
import type { Field } from "./read-columns.ts";
import { readDate } from "./read-date.ts";
import type { Order } from "./read-date.ts";
import { readState } from "./read-state.ts";
import type { StateSaid } from "./read-state.ts";
import type { Fault, TableRow } from "./read-table.ts";

export type DateField = "birthDate" | "startsOn" | "endsOn";

const MAX_DUE_CENTS = 100_000_000;

const CALLED: Readonly<Record<DateField, string>> = {
  birthDate: "birth date",
  startsOn: "start",
  endsOn: "end",
};

export class RowReader {
  readonly faults: Fault[] = [];
  /** A word about the state of the membership that says nothing to us. */
  unknownState: string | null = null;
  readonly #row: TableRow;
  readonly #at: ReadonlyMap<Field, number>;
  readonly #orders: ReadonlyMap<DateField, Order>;
  readonly #today: CalendarDay;
  readonly #stateHeading: string;

  constructor(
    row: TableRow,
    at: ReadonlyMap<Field, number>,
    orders: ReadonlyMap<DateField, Order>,
    today: CalendarDay,
    stateHeading: string,
  ) {
    this.#row = row;
    this.#at = at;
    this.#orders = orders;
    this.#today = today;
    this.#stateHeading = stateHeading;
  }

  read(): ImportLine {
    const birthDate = this.#date("birthDate", 0);
    const startsOn = this.#date("startsOn", 50);
    const endsOn = this.#date("endsOn", 50);
    if (birthDate !== null && birthDate > this.#today) this.#fault("the birth date is yet to come");
    if (startsOn !== null && endsOn !== null && endsOn < startsOn) {
      this.#fault(`the membership ends (${endsOn}) before it starts (${startsOn})`);
    }
    return {
      line: this.#row.line,
      fullName: this.#name(),
      membershipNumber: this.#text("membershipNumber", newMember.shape.membershipNumber, "number"),
      card: this.#text("card", newCredential.shape.code, "card"),
      email: this.#text("email", newMember.shape.email, "e-mail"),
      phone: this.#text("phone", newMember.shape.phone, "phone"),
      ...{ birthDate, startsOn, endsOn },
      planName: this.#text("plan", newPlan.shape.name, "plan"),
      dueCents: this.#amount(),
      note: this.#text("note", newMember.shape.note, "note"),
      state: this.#state(),
    };
  }

  #cell(field: Field): string {
    return this.#row.cells[this.#at.get(field) ?? -1] ?? "";
  }

  #fault(reason: string): void {
    this.faults.push({ line: this.#row.line, reason });
  }

  #name(): string | null {
    const parts = [this.#cell("firstName"), this.#cell("lastName")].filter((part) => part !== "");
    const whole = this.#cell("fullName");
    const name = (whole === "" ? parts.join(" ") : whole).replaceAll(/\s+/g, " ");
    if (name === "") return null;
    if (!/\p{L}/u.test(name)) {
      this.#fault(`name ${JSON.stringify(shortened(name))}: a name has letters`);
      return null;
    }
    return this.#checked(name, newMember.shape.fullName, "name");
  }

  #text(field: Field, schema: z.ZodType, called: string): string | null {
    const value = this.#cell(field);
    return value === "" ? null : this.#checked(value, schema, called);
  }

  #checked(value: string, schema: z.ZodType, called: string): string | null {
    const parsed = schema.safeParse(value);
    if (parsed.success) return value;
    const why = parsed.error.issues[0]?.message ?? "not right";
    this.#fault(`${called} ${JSON.stringify(shortened(value))}: ${lowerFirst(why)}`);
    return null;
  }

  #state(): StateSaid | null {
    const cell = this.#cell("state");
    const state = readState(cell, this.#stateHeading);
    if (state !== "unknown") return state;
    this.unknownState = cell;
    return null;
  }

  #date(field: DateField, yearsAhead: number): CalendarDay | null {
    const value = this.#cell(field);
    if (value === "") return null;
    const order = this.#orders.get(field) ?? "day-first";
    const latestYear = Number(this.#today.slice(0, 4)) + yearsAhead;
    const day = readDate(value, order, latestYear);
    if (day === null) {
      this.#fault(`${CALLED[field]} ${JSON.stringify(shortened(value))}: this is not a date`);
    }
    return day;
  }

  /** An empty cell of the column says that nothing is due. */
  #amount(): number | null {
    if (!this.#at.has("due")) return null;
    const value = this.#cell("due");
    const cents = value === "" || value === "-" ? 0 : readCents(value);
    if (cents !== null && cents <= MAX_DUE_CENTS) return cents;
    this.#fault(`amount due ${JSON.stringify(shortened(value))}: this is not an amount`);
    return null;
  }
}

function shortened(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
