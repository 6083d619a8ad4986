// For whoever watches over the server: is it alive, can it work, what does it count.
import type { Registry } from "prom-client";
import { z } from "zod";
import { callerOf } from "./guard.ts";
import { mustHold } from "../people/caller.ts";
import type { CommitTrouble } from "../store/commit-trouble.ts";
import type { App } from "./route-context.ts";

const health = z.object({
  status: z.enum(["ok", "away", "closing", "disk-full", "read-only", "disk-fault", "no-commits"]),
  version: z.string(),
});

export interface Health {
  readonly version: string;
  readonly registry: Registry;
  /** False while the database does not answer. */
  isDatabaseThere(): Promise<boolean>;
  /** Why nothing is recorded although the database answers; null where all is well. */
  commitTrouble(): CommitTrouble | null;
  isClosing(): boolean;
}

export function healthRoutes(app: App, house: Health): void {
  const { version } = house;
  app.get(
    "/healthz",
    { config: { access: "public" }, schema: { tags: ["operation"], response: { 200: health } } },
    () => ({ status: "ok" as const, version }),
  );

  app.get(
    "/readyz",
    {
      config: { access: "public" },
      schema: { tags: ["operation"], response: { 200: health, 503: health } },
    },
    async (_request, reply) => {
      if (house.isClosing()) return reply.code(503).send({ status: "closing", version });
      if (!(await house.isDatabaseThere())) {
        return reply.code(503).send({ status: "away", version });
      }
      const trouble = house.commitTrouble();
      if (trouble !== null) return reply.code(503).send({ status: trouble, version });
      return { status: "ok" as const, version };
    },
  );

  // The figures speak of the business too: whoever reads them shows the operator's key, or an owner's
  // or a manager's session.
  app.get(
    "/metrics",
    { config: { access: "signed-in" }, schema: { tags: ["operation"] } },
    async (request, reply) => {
      mustHold(callerOf(request), "sites:edit");
      void reply.type(house.registry.contentType);
      return house.registry.metrics();
    },
  );
}
