// Structured logs for whoever runs the server: JSON lines, no names, no addresses, no secrets.
import pino from "pino";
import type { Logger } from "pino";
import type { Settings } from "./settings.ts";

export type { Logger } from "pino";

/** Paths that could carry a secret or a person; whatever is logged by accident is left out. */
const REDACTED = [
  "req.headers.cookie",
  "req.headers.authorization",
  "headers.cookie",
  "headers.authorization",
  "password",
  "email",
  "fullName",
  "phone",
];

export function createLogger(level: Settings["logLevel"] | "silent"): Logger {
  return pino({
    level,
    base: null,
    redact: { paths: REDACTED, censor: "[left out]" },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    formatters: { level: (label) => ({ level: label }) },
  });
}

/** The `detail` of a database error names values, and so people: it stays out. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name: type, message, stack } = error;
  const code = "code" in error ? error.code : undefined;
  const cause = error.cause === undefined ? undefined : describeError(error.cause);
  return { type, message, code, stack, cause };
}
