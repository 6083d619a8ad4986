// The cookie that holds a device's secret: out of reach of scripts, and sent by our own pages alone.
import "@fastify/cookie";
import type { FastifyReply, FastifyRequest } from "fastify";

export const DEVICE_COOKIE = "av_device";

/** As long as browsers keep a cookie; given anew with every book. */
const KEPT_SECONDS = 400 * 24 * 60 * 60;

export function deviceSecretOf({ cookies }: FastifyRequest): string | null {
  return cookies[DEVICE_COOKIE] ?? null;
}

export function giveDeviceCookie(reply: FastifyReply, secret: string, secure: boolean): void {
  reply.setCookie(DEVICE_COOKIE, secret, {
    ...{ path: "/", httpOnly: true, sameSite: "strict", secure },
    maxAge: KEPT_SECONDS,
  });
}
