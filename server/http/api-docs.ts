// The contract, for whoever writes a program against it: OpenAPI for the requests, AsyncAPI for the
// socket, and a page for each that a person can read.
import { fastifySwagger } from "@fastify/swagger";
import { fastifySwaggerUi } from "@fastify/swagger-ui";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { CLOSE } from "../../protocol/close-code.ts";
import { PROBLEMS } from "../../protocol/problem.ts";
import { describeSocket } from "./asyncapi.ts";
import type { SocketContract } from "./asyncapi.ts";
import type { App } from "./route-context.ts";

/** Registered before the routes, so that it sees them all. */
export async function describeApi(app: App, version: string): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "AV Gym",
        version,
        description:
          "The door and the desk of a gym. Errors are application/problem+json with a code, what to do about it (retry: never, fix, later) and details. Live events come over the socket: see /docs/socket.",
      },
      components: {
        securitySchemes: {
          session: { type: "apiKey", in: "cookie", name: "av_session" },
          bearer: { type: "http", scheme: "bearer" },
        },
      },
      security: [{ session: [] }, { bearer: [] }],
    },
    transform: jsonSchemaTransform,
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

function socketPage({ up, down }: SocketContract, path: string): string {
  const messages = (list: SocketContract["up"]) =>
    list
      .map(({ name, payload }) => {
        const schema = escapeHtml(JSON.stringify(payload, null, 2));
        return `<details><summary><code>${name}</code></summary><pre>${schema}</pre></details>`;
      })
      .join("\n");
  const closes = Object.values(CLOSE)
    .map(({ code, reason, reconnect }) => row(String(code), reason, reconnect))
    .join("\n");
  const problems = Object.entries(PROBLEMS)
    .map(([code, { message, retry }]) => row(`<code>${code}</code>`, message, retry))
    .join("\n");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>AV Gym socket</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
pre { overflow-x: auto; padding: 0.75rem; background: color-mix(in srgb, currentColor 6%, transparent); }
td, th { text-align: left; padding: 0.25rem 1rem 0.25rem 0; vertical-align: top; }
summary { padding: 0.35rem 0; cursor: pointer; }
</style></head><body>
<h1>AV Gym socket</h1>
<p>WebSocket at <code>${path}</code>; JSON text frames, one object each:
<code>{ "type": …, "payload": … }</code>. First <code>subscribe</code> to a site: the answer is
<code>initial_stats</code> and a <code>snapshot</code> at an exact number, or, where a position was
given, the missed events and <code>resumed</code>. Then everything after it, in order. The machine-readable
form is <a href="/api/asyncapi.json">/api/asyncapi.json</a>; requests are at <a href="/docs">/docs</a>.</p>
<h2>A client may say</h2>
${messages(up)}
<h2>The server may say</h2>
${messages(down)}
<h2>Close codes</h2>
<table><thead><tr><th>Code</th><th>Reason</th><th>Come back</th></tr></thead><tbody>${closes}</tbody></table>
<h2>Problems</h2>
<table><thead><tr><th>Code</th><th>What it says</th><th>Try again</th></tr></thead><tbody>${problems}</tbody></table>
</body></html>`;
}

function row(...cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
