// The cookie that holds a session's token: out of reach of scripts, and not sent by other sites' forms.
import "@fastify/cookie";
import type { FastifyReply, FastifyRequest } from "fastify";
import { ABSOLUTE_MS } from "../people/sessions.ts";

export const SESSION_COOKIE = "av_session";

export function tokenOf(request: FastifyRequest): string | null {
  return request.cookies[SESSION_COOKIE] ?? null;
}

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
