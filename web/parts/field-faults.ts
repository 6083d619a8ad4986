// What the server found wrong, put to the fields of the form that it is about.
import { ApiProblem } from "../api/api-problem.ts";

export interface FieldFaults {
  readonly [field: string]: string | undefined;
}

/** Details such as `body.email: not an address`, by the last name of their path. */
export function fieldFaults(error: Error | null, fields: readonly string[]): FieldFaults {
  const faults: Record<string, string> = {};
  if (!(error instanceof ApiProblem)) return faults;
  for (const detail of error.problem.details ?? []) {
    const [, field, sentence] = /^(?:[\w[\]]+[./])*(\w+):\s*(.+)$/u.exec(detail) ?? [];
    if (field === undefined || sentence === undefined || !fields.includes(field)) continue;
    faults[field] ??= sentence.charAt(0).toUpperCase() + sentence.slice(1);
  }
  return faults;
}

/** The error where no field of the form can show it. */
export function restOf(error: Error | null, faults: FieldFaults): Error | null {
  return Object.keys(faults).length > 0 ? null : error;
}
