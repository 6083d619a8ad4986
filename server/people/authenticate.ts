// Who sends a request or opens a socket, by what it carries: a session cookie, or a bearer key.
import { fastifyCookie } from "@fastify/cookie";
import type { IncomingHttpHeaders } from "node:http";
import type { Caller } from "./caller.ts";
import type { OperatorKey } from "./operator.ts";
import type { Sessions } from "./sessions.ts";

export const SESSION_COOKIE = "av_session";

const BEARER = /^Bearer (\S+)$/i;

export type Authenticate = (headers: IncomingHttpHeaders) => Promise<Caller | null>;

export function createAuthenticate(sessions: Sessions, operator: OperatorKey): Authenticate {
  return async (headers) => {
    if (headers.authorization !== undefined) {
      const key = BEARER.exec(headers.authorization)?.[1];
      return key === undefined ? null : operator.match(key);
    }
    if (headers.cookie === undefined) return null;
    const token = fastifyCookie.parse(headers.cookie)[SESSION_COOKIE];
    return token === undefined || token === "" ? null : sessions.find(token);
  };
}

/**
 * True for our own pages, and for programs, which send no `Origin`. A browser that shows another
 * website sends that one's origin and is turned away; where the public address is HTTPS, so is a page
 * of the same name that came without it.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, publicUrl: string | null): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (origin === publicUrl) return true;
  try {
    const sent = new URL(origin);
    if (publicUrl !== null && sent.host === new URL(publicUrl).host) return false;
    return sent.host === host;
  } catch {
    return false;
  }
}
