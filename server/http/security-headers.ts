// What every answer tells a browser to allow: our own files and nothing else.
import { fastifyHelmet } from "@fastify/helmet";
import type { App } from "./route-context.ts";

export async function setSecurityHeaders(app: App, isHttps: boolean): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'"],
        // The component library sets styles from script; no script can be smuggled in by a style.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        mediaSrc: ["'self'", "blob:"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(isHttps ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xFrameOptions: { action: "deny" },
    referrerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
  });
  app.addHook("onSend", (_request, reply, _payload, done) => {
    // What a person may see stays in no cache, unless a route says otherwise.
    if (!reply.hasHeader("cache-control")) void reply.header("cache-control", "no-store");
    // The camera is for photos of members; nothing else is ever asked for.
    void reply.header("permissions-policy", "camera=(self), microphone=(), geolocation=(), usb=()");
    done();
  });
}
