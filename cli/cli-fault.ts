// What the person at the command line can mend: one clear sentence, no stack.

export class CliFault extends Error {}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
