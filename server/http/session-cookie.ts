// The cookie that holds a session's token: out of reach of scripts, and not sent by other sites' forms.
import "@fastify/cookie";
import type { FastifyReply } from "fastify";
import { SESSION_COOKIE } from "../people/authenticate.ts";
import { ABSOLUTE_MS } from "../people/sessions.ts";

export function giveCookie(reply: FastifyReply, token: string, secure: boolean): void {
  const maxAge = ABSOLUTE_MS / 1_000;
  reply.setCookie(SESSION_COOKIE, token, { ...attributes(secure), maxAge });
}

export function takeCookieBack(reply: FastifyReply, secure: boolean): void {
  reply.clearCookie(SESSION_COOKIE, attributes(secure));
}

function attributes(secure: boolean) {
  return { path: "/", httpOnly: true, sameSite: "lax", secure } as const;
}
