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
    faults[field] ??= plainly(sentence);
  }
  return faults;
}

/** The checks of a form's shape, which speak to programs, in words for people. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/^(?:invalid email|not an e-mail) address/iu, "An address such as ada@example.com."],
  [/^invalid iso date/iu, "A day such as 24 November 2026."],
  [/^invalid (?:iso )?time/iu, "A time such as 06:00."],
  [/^too big: expected string to have <=(\d+) characters/iu, "At most $1 characters."],
  [/^too small: expected string to have >=1 characters/iu, "This is needed."],
  [/^too small: expected string to have >=(\d+) characters/iu, "At least $1 characters."],
  [/^too big: expected (?:number|int) to be <=?(-?\d+)/iu, "At most $1."],
  [/^too small: expected (?:number|int) to be >=?(-?\d+)/iu, "At least $1."],
  [/^invalid input: expected \w+, received (?:undefined|null)/iu, "This is needed."],
  [/^invalid (?:input|option|uuid|string)/iu, "This is not right."],
];

function plainly(sentence: string): string {
  for (const [said, plain] of PLAIN) {
    const found = said.exec(sentence);
    if (found !== null) return plain.replace("$1", found[1] ?? "");
  }
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** The error where no field of the form can show it. */
export function restOf(error: Error | null, faults: FieldFaults): Error | null {
  return Object.keys(faults).length > 0 ? null : error;
}
