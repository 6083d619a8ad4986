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
  const orders = settleOrders(rows, at, cell, notes, columns);
  const lines: ImportLine[] = [];
  const faults: Fault[] = [];
  for (const [index, row] of rows.entries()) {
    const reader = new RowReader(row, at, orders, today);
    lines.push(reader.read());
    faults.push(...reader.faults);
    if (index % ROWS_AT_A_TIME === 0) await setImmediate();
  }
  return { lines, faults, notes };
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
