// The HTTP side of the house: what stands before every route, in order, and then the routes.
import { fastifyCookie } from "@fastify/cookie";
import { fastifyRateLimit } from "@fastify/rate-limit";
import { fastify, LogController } from "fastify";
import type { FastifyBaseLogger } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Authenticate } from "../people/authenticate.ts";
import type { Logger } from "../settings/logger.ts";
import { createAnswerError } from "./answer-problem.ts";
import { describeApi, serveDocs } from "./api-docs.ts";
import { guardRoutes } from "./guard.ts";
import type { App, RegisteredRoute } from "./route-context.ts";
import { setSecurityHeaders } from "./security-headers.ts";
import { serveWebFiles } from "./web-files.ts";

const MAX_BODY_BYTES = 256 * 1024;
/** Requests from one address in a minute: several desks behind one router, and no flood. */
const REQUESTS_PER_MINUTE = 3_000;
/** How long a request may take to come in: a photo or a file of members over a slow line. */
const REQUEST_MS = 120_000;
/** And its head; never longer than the whole of it. */
const HEADERS_MS = 30_000;
const CHECK_REQUESTS_EVERY_MS = 5_000;

export interface AppParts {
  readonly version: string;
  readonly logger: Logger;
  readonly trustProxy: boolean;
  readonly publicUrl: string | null;
  /** Browsers reach the house over HTTPS. */
  readonly isHttps: boolean;
  readonly webFolder: string | null;
  readonly socketPath: string;
  readonly authenticate: Authenticate;
  readonly isDatabaseThere: () => Promise<boolean>;
  readonly observe: (route: string, status: number, seconds: number) => void;
  /** How long a request may take to come in, where other than usual. */
  readonly requestMs?: number;
  readonly onRoute?: ((route: RegisteredRoute) => void) | undefined;
  /** Registers the routes, behind the guard. */
  readonly routes: (app: App) => void;
}

export async function openApp(parts: AppParts): Promise<App> {
  // What Fastify says of itself at a start is said by us, in words.
  const isQuiet = !parts.logger.isLevelEnabled("warn");
  const loggerInstance: FastifyBaseLogger = isQuiet
    ? parts.logger
    : parts.logger.child({}, { level: "warn" });
  const app: App = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    // The nearest proxy alone is believed: what stands further left in X-Forwarded-For is anybody's word.
    trustProxy: parts.trustProxy && ((_address, hop) => hop === 0),
    // A request that trickles in does not hold its connection for ever.
    requestTimeout: parts.requestMs ?? REQUEST_MS,
    http: {
      connectionsCheckingInterval: CHECK_REQUESTS_EVERY_MS,
      headersTimeout: Math.min(HEADERS_MS, parts.requestMs ?? REQUEST_MS),
    },
    bodyLimit: MAX_BODY_BYTES,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(createAnswerError(parts.isDatabaseThere));
  app.decorateRequest("caller", null);

  app.addHook("onRoute", ({ method, url, config }) => {
    for (const each of [method].flat()) {
      parts.onRoute?.({ method: each, url, access: config?.access });
    }
  });
  await setSecurityHeaders(app, parts.isHttps);
  await app.register(fastifyRateLimit, {
    max: REQUESTS_PER_MINUTE,
    timeWindow: "1 minute",
    // The operator of the machine measures and imports; the key is checked, not just that there is one.
    allowList: async ({ headers }) =>
      headers.authorization !== undefined && (await parts.authenticate(headers)) !== null,
  });
  await app.register(fastifyCookie);
  await describeApi(app, parts.version);
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "none";
    parts.observe(route, reply.statusCode, reply.elapsedTime / 1_000);
    parts.logger.debug(
      {
        route,
        method: request.method,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      "request",
    );
    done();
  });
  await app.register((guarded, _options, done) => {
    const typed = guarded.withTypeProvider<ZodTypeProvider>();
    guardRoutes(typed, parts);
    parts.routes(typed);
    done();
  });
  await serveDocs(app, parts.socketPath);
  await serveWebFiles(app, parts.webFolder);
  return app;
}
