// One request to the server: JSON both ways, the session by its cookie, and every failure an `ApiProblem`.
import { ApiProblem, OFFLINE, UNREADABLE_ANSWER } from "./api-problem.ts";
import type { SaidProblem } from "./api-problem.ts";

export interface RequestOptions {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, with its own content type: a picture, a CSV file. */
  readonly raw?: { readonly body: Blob | string; readonly type: string };
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** The command's id: the same id twice gets the same answer. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** Resolves to the parsed answer, or undefined for 204. Throws `ApiProblem`; an abort passes as it is. */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const response = await send(path, options);
  if (response.status === 204) return undefined as Answer;
  const body = await readJson(response);
  if (response.ok) return body as Answer;
  throw new ApiProblem(isSaidProblem(body) ? body : UNREADABLE_ANSWER);
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  try {
    return await fetch(path + queryText(options.query), {
      method: options.method ?? "GET",
      credentials: "same-origin",
      headers: headersOf(options),
      body: options.raw?.body ?? (options.json === undefined ? null : JSON.stringify(options.json)),
      signal: options.signal ?? null,
    });
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    throw new ApiProblem(OFFLINE);
  }
}

function headersOf({ json, raw, idempotencyKey }: RequestOptions): Record<string, string> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (json !== undefined) headers["content-type"] = "application/json";
  if (raw !== undefined) headers["content-type"] = raw.type;
  if (idempotencyKey !== undefined) headers["idempotency-key"] = idempotencyKey;
  return headers;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new ApiProblem(UNREADABLE_ANSWER);
  }
}

export function queryText(query: RequestOptions["query"]): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== "") parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

function isSaidProblem(body: unknown): body is SaidProblem {
  return (
    typeof body === "object" &&
    body !== null &&
    typeof (body as { code?: unknown }).code === "string" &&
    typeof (body as { message?: unknown }).message === "string"
  );
}
