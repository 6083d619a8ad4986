// The sum that a spreadsheet writes below its members: no member, and left out.
import { foldText } from "../../domain/fold-text.ts";
import type { TableRow } from "./read-table.ts";

const TOTAL = new Set(
  `total totals grandtotal sum subtotal summe gesamt gesamtsumme insgesamt anzahl count razem suma
  ogolem lacznie sumatotal totalgeneral somme sommetotale totaux`.split(/\s+/),
);

/** The rows without the totals at their end, and those totals. */
export function splitTotals(rows: readonly TableRow[]): {
  readonly members: readonly TableRow[];
  readonly totals: readonly TableRow[];
} {
  const last = rows.findLastIndex((row) => !isTotal(row));
  return { members: rows.slice(0, last + 1), totals: rows.slice(last + 1) };
}

function isTotal({ cells }: TableRow): boolean {
  const said = cells.filter((cell) => cell !== "");
  const worded = said.filter((cell) => /\p{L}{2}/u.test(cell));
  return worded.length === 1 && TOTAL.has(foldText(worded[0] ?? "").replaceAll(/[^\p{L}]/gu, ""));
}
