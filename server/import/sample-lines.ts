// The first lines as they were understood, so that a wrong order of day and month is seen before it is kept.
import type { ImportReport } from "../../protocol/http/members.ts";
import type { ImportLine } from "./import-line.ts";
import { FIELDS } from "./read-columns.ts";
import type { Column, Field } from "./read-columns.ts";

const SAMPLE_LINES = 3;

type SampleField = Exclude<Field, "firstName" | "lastName">;

const SAMPLE_FIELDS: readonly (readonly [SampleField, readonly Field[]])[] = FIELDS.flatMap(
  (field): (readonly [SampleField, readonly Field[]])[] =>
    field === "firstName" || field === "lastName"
      ? []
      : [[field, field === "fullName" ? ["fullName", "firstName", "lastName"] : [field]]],
);

export function sampleOf(
  columns: readonly Column[],
  lines: readonly ImportLine[],
): ImportReport["sample"] {
  const taken = new Set(columns.flatMap(({ field }) => (field === null ? [] : [field])));
  const fields = SAMPLE_FIELDS.filter(([, needs]) => needs.some((field) => taken.has(field)));
  return lines.slice(0, SAMPLE_LINES).map((line) => ({
    line: line.line,
    cells: fields.map(([field]) => ({ field, value: writtenOf(line, field) })),
  }));
}

function writtenOf(line: ImportLine, field: SampleField): string | null {
  if (field === "plan") return line.planName;
  if (field === "state") return line.state?.kind ?? null;
  if (field === "due") return line.dueCents === null ? null : String(line.dueCents);
  return line[field];
}
