// Every problem the outside can cause, in one place: its HTTP status, whether to send it again, and
// what it says. A refusal at the door is not a problem; it is a recorded decision.

export interface ProblemRule {
  readonly status: number;
  /** `never`: the same request fails again. `fix`: change it first. `later`: wait, then the same. */
  readonly retry: "never" | "fix" | "later";
  readonly message: string;
}

export const PROBLEMS = {
  "not-json": { status: 400, retry: "fix", message: "This is not JSON." },
  "not-text": { status: 400, retry: "fix", message: "Only text frames are understood." },
  "too-big": { status: 413, retry: "fix", message: "This is larger than is accepted." },
  "unknown-type": { status: 400, retry: "fix", message: "There is no message of this type." },
  "invalid-message": {
    status: 400,
    retry: "fix",
    message: "A field is missing or has the wrong form.",
  },
  "invalid-request": {
    status: 400,
    retry: "fix",
    message: "A field is missing or has the wrong form.",
  },
  "at-out-of-range": {
    status: 422,
    retry: "fix",
    message: "The time is more than a week ago, or in the future.",
  },
  "command-id-reused": {
    status: 409,
    retry: "fix",
    message: "This command id was used for something else.",
  },
  "unknown-door": { status: 404, retry: "fix", message: "There is no such door at this site." },
  "unknown-site": { status: 404, retry: "fix", message: "There is no such site." },
  "not-found": { status: 404, retry: "never", message: "There is no such thing." },
  "already-exists": { status: 409, retry: "fix", message: "There is one like this already." },
  "edited-meanwhile": {
    status: 409,
    retry: "fix",
    message: "Somebody changed this meanwhile: look at it anew.",
  },
  "last-owner": { status: 409, retry: "fix", message: "A gym needs at least one active owner." },
  "has-history": {
    status: 409,
    retry: "never",
    message: "This member has been at the door and stays on record: end the membership instead.",
  },
  "device-not-paired": {
    status: 428,
    retry: "fix",
    message: "This browser is not paired with the site: a manager can pair it in Settings.",
  },
  "book-outdated": {
    status: 409,
    retry: "fix",
    message: "Too much has changed since: ask for the whole book.",
  },
  "import-refused": {
    status: 422,
    retry: "fix",
    message: "Nothing was imported: some lines need mending.",
  },
  "photo-unreadable": {
    status: 422,
    retry: "fix",
    message: "This is not a picture that can be read.",
  },
  "not-signed-in": { status: 401, retry: "never", message: "Please sign in." },
  "wrong-credentials": { status: 401, retry: "fix", message: "E-mail or password is not right." },
  "wrong-code": { status: 403, retry: "fix", message: "This is not the set-up code." },
  "already-set-up": {
    status: 409,
    retry: "never",
    message: "This gym is set up already: please sign in.",
  },
  "not-set-up": { status: 409, retry: "never", message: "This gym is not set up yet." },
  "not-allowed": { status: 403, retry: "never", message: "Your role does not allow this." },
  "wrong-origin": {
    status: 403,
    retry: "never",
    message: "This request comes from another website.",
  },
  "too-fast": { status: 429, retry: "later", message: "Too many requests: please wait a moment." },
  overloaded: {
    status: 503,
    retry: "later",
    message: "The desk has more to do than it can: please wait a moment.",
  },
  "database-away": {
    status: 503,
    retry: "later",
    message: "The database does not answer: trying again.",
  },
  "shutting-down": { status: 503, retry: "later", message: "The server is restarting." },
  internal: { status: 500, retry: "later", message: "A fault on our side. It was logged." },
} as const satisfies Record<string, ProblemRule>;

export type ProblemCode = keyof typeof PROBLEMS;

/** What a caller hears, over the socket as `error` and over HTTP as `application/problem+json`. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly retry: ProblemRule["retry"];
  /** Seconds to wait before trying again. */
  readonly retryAfter?: number | undefined;
  /** What exactly is wrong, such as `payload.notes: at most 2000 characters`. */
  readonly details?: readonly string[] | undefined;
  /** The command that it is about, where there is one. */
  readonly commandId?: string | undefined;
}

/** Thrown where the outside got it wrong; caught at the edge and sent to that caller alone. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(code: ProblemCode, more: Omit<Problem, "code" | "message" | "retry"> = {}) {
    super(code);
    this.problem = problemOf(code, more);
  }
}

export function problemOf(
  code: ProblemCode,
  more: Omit<Problem, "code" | "message" | "retry"> = {},
): Problem {
  const { message, retry } = PROBLEMS[code];
  return { code, message, retry, ...more };
}
