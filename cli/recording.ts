// Recorded door events from a file: who knows the columns `DeviceName,Direction,AlarmDateTime`, in local
// time by the minute. A line that cannot be read is told with its number and left out.
import { parse } from "csv-parse/sync";
import { instantOfLocal } from "../domain/gym-day.ts";
import type { Instant } from "../domain/instant.ts";
import { CliFault } from "./cli-fault.ts";

export interface Pass {
  /** Its line in the file, the first being 1. */
  readonly line: number;
  readonly device: string;
  readonly direction: "in" | "out";
  readonly at: Instant;
  /** The local date as recorded. */
  readonly date: string;
}

export interface Recording {
  /** In the order of time; those of one minute as in the file. */
  readonly passes: readonly Pass[];
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
}

interface CsvRecord {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

const COLUMNS = ["devicename", "direction", "alarmdatetime"];
const US_TIME = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?$/;

export function readRecording(text: string, timeZone: string): Recording {
  const passes: Pass[] = [];
  const faults: { line: number; reason: string }[] = [];
  for (const { record, info } of recordsOf(text)) {
    const read = readPass(record, info.lines, timeZone);
    if (typeof read === "string") faults.push({ line: info.lines, reason: read });
    else passes.push(read);
  }
  passes.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.line - b.line));
  return { passes, faults };
}

/** `2/2/2015 8:11` as `2015-02-02T08:11:00`; null where it is no time. */
export function localDateTimeOf(text: string): string | null {
  if (ISO_TIME.test(text)) return text.replace(" ", "T");
  const [, month, day, year, hour, minute, second = "00"] = US_TIME.exec(text) ?? [];
  if (month === undefined || day === undefined || hour === undefined) return null;
  const two = (digits: string) => digits.padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}`;
}

function recordsOf(text: string): readonly CsvRecord[] {
  if (text.trim() === "") throw new CliFault("The file is empty.");
  const headings = (found: readonly string[]): string[] => {
    const names = found.map((heading) => heading.trim().toLowerCase());
    const missing = COLUMNS.filter((column) => !names.includes(column));
    if (missing.length > 0)
      throw new CliFault(
        `The first line must name the columns DeviceName, Direction and AlarmDateTime; it says: ${found.join(", ")}`,
      );
    return names;
  };
  const options = { bom: true, columns: headings, info: true, trim: true } as const;
  const lenient = { relax_column_count: true, skip_empty_lines: true, relax_quotes: true } as const;
  return parse(text, { ...options, ...lenient }) as unknown as readonly CsvRecord[];
}

function readPass(
  record: Readonly<Record<string, string>>,
  line: number,
  timeZone: string,
): Pass | string {
  const { devicename: device = "", direction: way = "", alarmdatetime: time = "" } = record;
  if (device === "") return "no device is named";
  const direction = way.toLowerCase();
  if (direction !== "in" && direction !== "out")
    return `the direction "${way}" is neither In nor Out`;
  const local = localDateTimeOf(time);
  const at = local === null ? null : instantOf(local, timeZone);
  if (local === null || at === null) return `"${time}" is no time such as 2/28/2015 17:05`;
  return { line, device, direction, at, date: local.slice(0, 10) };
}

function instantOf(local: string, timeZone: string): Instant | null {
  try {
    return instantOfLocal(local, timeZone);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
