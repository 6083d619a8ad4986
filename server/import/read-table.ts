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

/** More than any gym has: what lies beyond is not a list of members, and would take the server's memory. */
const MAX_ROWS = 100_000;
const MAX_COLUMNS = 200;
const MAX_ROW_CHARACTERS = 64 * 1024;
const TOO_LONG = "this line is too long: perhaps a quotation mark is opened and never closed";

export async function readTable(text: string): Promise<Table> {
  const overlong = firstOverlongLine(text);
  if (overlong !== null) {
    return { headings: [], rows: [], faults: [{ line: overlong, reason: TOO_LONG }] };
  }
  const parser = parse({
    delimiter: separatorOf(text),
    relax_column_count: true,
    skip_empty_lines: false,
    trim: true,
    max_record_size: MAX_ROW_CHARACTERS,
  });
  const rows: TableRow[] = [];
  const faults: Fault[] = [];
  const reading = feed(parser, text);
  let line = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      line += 1;
      if (cells.some((cell) => cell !== ""))
        rows.push({ line, cells: cells.slice(0, MAX_COLUMNS) });
      const isTooWide = line === 1 && cells.length > MAX_COLUMNS;
      if (isTooWide) faults.push({ line, reason: `more than ${MAX_COLUMNS} columns` });
      if (line > MAX_ROWS)
        faults.push({ line, reason: `more than ${MAX_ROWS} lines: split the file` });
      if (isTooWide || line > MAX_ROWS) break;
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

/** The parser counts what stands in cells; millions of separators would be as many empty cells. */
function firstOverlongLine(text: string): number | null {
  const lineBreak = text.includes("\n") ? "\n" : "\r";
  let from = 0;
  for (let line = 1; line <= MAX_ROWS; line += 1) {
    const found = text.indexOf(lineBreak, from);
    const end = found === -1 ? text.length : found;
    if (end - from > MAX_ROW_CHARACTERS) return line;
    if (found === -1) return null;
    from = found + 1;
  }
  return null;
}

/** The separator that the first line has most of, outside of quotes. */
function separatorOf(text: string): string {
  const line = (text.split(/\r\n|\n|\r/, 1)[0] ?? "").replaceAll(/"[^"]*"/g, "");
  const counts = [",", ";", "\t"].map((sign) => ({ sign, count: line.split(sign).length }));
  counts.sort((a, b) => b.count - a.count);
  return counts[0]?.sign ?? ",";
}

function reasonOf(error: CsvError): string {
  if (error.code === "CSV_MAX_RECORD_SIZE") {
    return TOO_LONG;
  }
  return error.code === "CSV_QUOTE_NOT_CLOSED"
    ? "a quotation mark is opened and never closed"
    : "quotation marks stand where none can be";
}
