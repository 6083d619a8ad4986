// A CSV file as rows of cells, each with the number that a spreadsheet shows beside it.
import { setImmediate } from "node:timers/promises";
import { CsvError, parse } from "csv-parse";

export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Fault {
  readonly line: number;
  readonly reason: string;
}

export interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly TableRow[];
  readonly faults: readonly Fault[];
}

/** Read in slices, so that the doors are answered while a long file is read. */
const SLICE = 64 * 1024;

export async function readTable(text: string): Promise<Table> {
  const parser = parse({
    delimiter: separatorOf(text),
    relax_column_count: true,
    skip_empty_lines: false,
    trim: true,
  });
  const rows: TableRow[] = [];
  const faults: Fault[] = [];
  const reading = feed(parser, text);
  let line = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      line += 1;
      if (cells.some((cell) => cell !== "")) rows.push({ line, cells });
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    faults.push({ line: line + 1, reason: reasonOf(error) });
  }
  await reading;
  const [first, ...rest] = rows;
  return { headings: first?.cells ?? [], rows: rest, faults };
}

async function feed(parser: ReturnType<typeof parse>, text: string): Promise<void> {
  for (let at = 0; at < text.length && !parser.destroyed; at += SLICE) {
    parser.write(text.slice(at, at + SLICE));
    await setImmediate();
  }
  if (!parser.destroyed) parser.end();
}

/** The separator that the first line has most of, outside of quotes. */
function separatorOf(text: string): string {
  const line = (text.split(/\r\n|\n|\r/, 1)[0] ?? "").replaceAll(/"[^"]*"/g, "");
  const counts = [",", ";", "\t"].map((sign) => ({ sign, count: line.split(sign).length }));
  counts.sort((a, b) => b.count - a.count);
  return counts[0]?.sign ?? ",";
}

function reasonOf(error: CsvError): string {
  return error.code === "CSV_QUOTE_NOT_CLOSED"
    ? "a quotation mark is opened and never closed"
    : "quotation marks stand where none can be";
}
