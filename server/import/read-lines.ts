// Rows of cells as what they say of members, or what is wrong with them. Pure: the day arrives with them.
import { setImmediate } from "node:timers/promises";
import type { CalendarDay } from "../../domain/instant.ts";
import type { ImportLine } from "./import-line.ts";
import type { Column, Field } from "./read-columns.ts";
import { isOpen, orderOf } from "./read-date.ts";
import type { Order } from "./read-date.ts";
import { RowReader } from "./read-row.ts";
import type { DateField } from "./read-row.ts";
import type { Fault, TableRow } from "./read-table.ts";
import { splitTotals } from "./total-lines.ts";

export interface LinesRead {
  readonly lines: readonly ImportLine[];
  readonly faults: readonly Fault[];
  readonly notes: readonly string[];
}

const DATES = ["birthDate", "startsOn", "endsOn"] as const satisfies readonly DateField[];
const ROWS_AT_A_TIME = 500;

export async function readLines(
  rows: readonly TableRow[],
  columns: readonly Column[],
  today: CalendarDay,
): Promise<LinesRead> {
  const at = new Map<Field, number>();
  for (const [index, { field }] of columns.entries()) if (field !== null) at.set(field, index);
  const cell = (row: TableRow, field: Field): string => row.cells[at.get(field) ?? -1] ?? "";
  const notes: string[] = [];
  const { members, totals } = splitTotals(rows);
  for (const { line } of totals) notes.push(`Line ${line} looks like a total and is left out.`);
  const orders = settleOrders(members, at, cell, notes, columns);
  const lines: ImportLine[] = [];
  const faults: Fault[] = [];
  const unknownStates = new Map<string, number>();
  const stateHeading = columns[at.get("state") ?? -1]?.heading ?? "";
  for (const [index, row] of members.entries()) {
    const reader = new RowReader(row, at, orders, today, stateHeading);
    lines.push(reader.read());
    const unknown = reader.unknownState;
    if (unknown !== null) unknownStates.set(unknown, (unknownStates.get(unknown) ?? 0) + 1);
    faults.push(...reader.faults);
    if (index % ROWS_AT_A_TIME === 0) await setImmediate();
  }
  notes.push(...stateNotes(stateHeading, unknownStates));
  return { lines, faults, notes };
}

const MOST_STATES = 10;

function stateNotes(heading: string, unknown: ReadonlyMap<string, number>): readonly string[] {
  return [...unknown].slice(0, MOST_STATES).map(([word, count]) => {
    const lines = count === 1 ? "1 line" : `${count} lines`;
    return `${heading} “${word}” (${lines}) is not taken over: only frozen and barred are. Whether a membership holds is told by its last day.`;
  });
}

/** Each column of dates by its own evidence, else by the others', else day first, which is then said. */
function settleOrders(
  rows: readonly TableRow[],
  at: ReadonlyMap<Field, number>,
  cell: (row: TableRow, field: Field) => string,
  notes: string[],
  columns: readonly Column[],
): ReadonlyMap<DateField, Order> {
  const present = DATES.filter((field) => at.has(field));
  const told = new Map(
    present.map((field) => [field, orderOf(rows.map((row) => cell(row, field)))] as const),
  );
  const others = [...told.values()].find((order) => order !== null) ?? null;
  return new Map(
    present.map((field) => {
      const own = told.get(field) ?? null;
      if (own === null && others === null && rows.some((row) => isOpen(cell(row, field)))) {
        const heading = columns[at.get(field) ?? -1]?.heading ?? field;
        notes.push(`${heading}: the day is taken to come before the month (03/04 is 3 April).`);
      }
      return [field, own ?? others ?? "day-first"];
    }),
  );
}
