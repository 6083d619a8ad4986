// The contract, for whoever writes a program against it: OpenAPI for the requests, AsyncAPI for the
// socket, and a page for each that a person can read.
import { fastifySwagger } from "@fastify/swagger";
import { fastifySwaggerUi } from "@fastify/swagger-ui";
import type { FastifySchema } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { z } from "zod";
import { problem } from "../../protocol/shapes.ts";
import { describeSocket } from "./asyncapi.ts";
import type { Access, App } from "./route-context.ts";
import { socketPage } from "./socket-page.ts";

const PROBLEM = {
  description: "A problem: its code, what to mend, whether and when to try again",
  content: {
    "application/problem+json": {
      schema: z.toJSONSchema(
        problem.extend({ status: z.int(), title: z.string().describe("The same as `message`") }),
        { io: "output" },
      ),
    },
  },
};

/** Registered before the routes, so that it sees them all. */
export async function describeApi(app: App, version: string): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "AV Gym",
        version,
        description:
          "The door and the desk of a gym. A program shows its key as `Authorization: Bearer …`; the operator's is in the file `operator-key` of the data folder, drawn anew at every start, and holds the owner's rights. A browser's session is the cookie of `POST /api/session`; every change with it, signing in among them, needs this server's `Origin`. Errors are `application/problem+json` with a code, what to do about it (retry: never, fix, later) and details. Live events come over the socket: see [/docs/socket](/docs/socket).",
      },
      components: {
        securitySchemes: {
          session: { type: "apiKey", in: "cookie", name: "av_session" },
          bearer: { type: "http", scheme: "bearer" },
        },
      },
      security: [{ session: [] }, { bearer: [] }],
    },
    transform: (route) => {
      const described = jsonSchemaTransform(route);
      return { ...described, schema: withProblems(described.schema, route.route.config?.access) };
    },
  });
}

export async function serveDocs(app: App, socketPath: string): Promise<void> {
  const contract = describeSocket(socketPath);
  const page = socketPage(contract, socketPath);
  await app.register(fastifySwaggerUi, {
    routePrefix: "/docs",
    uiConfig: { docExpansion: "list", validatorUrl: null, tryItOutEnabled: false },
    theme: { title: "AV Gym API" },
  });
  const hidden = { config: { access: "public" as const }, schema: { hide: true } };
  app.get("/api/openapi.json", hidden, () => app.swagger());
  app.get("/api/asyncapi.json", hidden, () => contract.document);
  app.get("/docs/socket", hidden, (_request, reply) =>
    reply.type("text/html; charset=utf-8").send(page),
  );
}

/** Every route may answer with a problem; a public one asks for nothing to be shown. */
function withProblems(schema: FastifySchema, access: Access | undefined): FastifySchema {
  const { response = {}, ...rest } = schema as FastifySchema & { response?: object };
  return {
    ...rest,
    ...(access === "public" ? { security: [] } : {}),
    response: { ...response, default: PROBLEM },
  };
}
