// From where a connection comes: its peer, or where a proxy stands in between, whom that proxy names.
import type { IncomingMessage } from "node:http";

/** Of `X-Forwarded-For` only the last name is the proxy's own; those before it are anybody's word. */
export function addressOf(
  { headers, socket }: Pick<IncomingMessage, "headers" | "socket">,
  trustProxy: boolean,
): string {
  const forwarded = trustProxy ? [headers["x-forwarded-for"]].flat().join(",") : "";
  const named = forwarded.split(",").at(-1)?.trim() ?? "";
  return named === "" ? (socket.remoteAddress ?? "") : named;
}
