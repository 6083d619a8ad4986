// Requests as a program outside sends them.

export interface HttpAnswer {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly body: unknown;
}

const PATIENCE_MS = 15_000;

/** Throws only where no answer came. */
export async function request(
  url: string,
  method: string,
  path: string,
  more: {
    readonly cookie?: string;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
    readonly patienceMs?: number;
  } = {},
): Promise<HttpAnswer> {
  const { cookie, body, headers = {}, patienceMs = PATIENCE_MS } = more;
  const response = await fetch(`${url}${path}`, {
    method,
    signal: AbortSignal.timeout(patienceMs),
    headers: {
      origin: url,
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  return {
    status: response.status,
    cookies: response.headers.getSetCookie().map((each) => each.split(";")[0] ?? ""),
    body: isJson && text !== "" ? JSON.parse(text) : text,
  };
}
