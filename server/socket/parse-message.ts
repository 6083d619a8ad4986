// From the text of a frame to a message that can be trusted, or a problem that says what to mend.
import type { ZodType } from "zod";
import { ProblemError } from "../../protocol/problem.ts";
import { batchUp, UP, upMessage } from "../../protocol/up.ts";
import type { UpMessage } from "../../protocol/up.ts";

type Raw = Readonly<Record<string, unknown>>;

/** Faults named in one answer. */
const MAX_DETAILS = 5;

export function parseJson(text: string): Raw {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProblemError("not-json");
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Raw;
  throw new ProblemError("invalid-message", { details: ["one JSON object with a type is needed"] });
}

export function parseMessage(raw: Raw): UpMessage {
  const { type } = raw;
  if (typeof type !== "string" || !Object.hasOwn(UP, type)) throw new ProblemError("unknown-type");
  return parse(upMessage, raw);
}

/** The messages of a batch, not yet judged: each answers for itself. */
export function parseBatch(raw: Raw): readonly Raw[] {
  return parse(batchUp, raw).payload;
}

/** The command that a message speaks of, as far as it can be made out, so that its sender knows. */
export function commandIdOf({ payload }: Raw): string | undefined {
  if (typeof payload !== "object" || payload === null || !("commandId" in payload))
    return undefined;
  const { commandId } = payload;
  return typeof commandId === "string" ? commandId.slice(0, 64) : undefined;
}

function parse<T>(schema: ZodType<T>, raw: unknown): T {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues
    .slice(0, MAX_DETAILS)
    .map(({ path, message }) => `${path.join(".") || "message"}: ${message}`);
  throw new ProblemError("invalid-message", { details });
}
