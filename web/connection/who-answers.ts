// Who answers where the server should be. A public network's sign-in page answers anything, also
// requests that were meant for us; our own answer has a form that no such page has.
import type { Answering } from "../../client/connection-state.ts";

const ADDRESS = "/healthz";
/** A network that keeps a request for longer than this might as well not be there. */
const PATIENCE_MS = 4_000;
/** "Network authentication required". */
const SIGN_IN_FIRST = 511;

export async function lookWhoAnswers(ask: typeof fetch = fetch): Promise<Answering> {
  try {
    const response = await ask(ADDRESS, {
      cache: "no-store",
      credentials: "omit",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return await judge(response);
  } catch {
    return "nobody";
  }
}

async function judge(response: Response): Promise<Answering> {
  // A proxy in front of a server that is not there says so with 502 to 504.
  if (response.status >= 500 && response.status !== SIGN_IN_FIRST) return "nobody";
  if (response.status !== 200) return "other";
  const text = await response.text();
  return isOurs(text) ? "server" : "other";
}

function isOurs(text: string): boolean {
  try {
    const health = JSON.parse(text) as { status?: unknown; version?: unknown } | null;
    return typeof health?.status === "string" && typeof health.version === "string";
  } catch {
    return false;
  }
}
