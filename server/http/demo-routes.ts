// The demo gym: filling an empty gym with it, wiping it, the speed of its simulator.
import { z } from "zod";
import { demoFill, simulator } from "../../protocol/http/demo.ts";
import type { Demo } from "../demo/open-demo.ts";
import { about } from "./about.ts";
import type { App } from "./route-context.ts";

const CHAPTER = "demo";
const nothing = { 204: z.null() };

export function demoRoutes(app: App, demo: Demo): void {
  app.post(
    "/api/demo",
    about("demo:manage", CHAPTER, "Fill the gym, still empty, with a believable demo", {
      body: demoFill,
      response: nothing,
    }),
    async (request, reply) => {
      await demo.populate({ seed: request.body.seed });
      return reply.code(204).send(null);
    },
  );

  app.delete(
    "/api/demo",
    about("demo:manage", CHAPTER, "Wipe the demo: everything goes, back to the first run", {
      response: nothing,
    }),
    async (_request, reply) => {
      await demo.wipe();
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/api/demo/simulator",
    about("demo:manage", CHAPTER, "How fast the demo's visitors come and go", {
      response: { 200: simulator },
    }),
    async () => ({ speed: demo.speed() }),
  );

  app.put(
    "/api/demo/simulator",
    about("demo:manage", CHAPTER, "Change how fast they come and go", {
      body: simulator,
      response: { 200: simulator },
    }),
    async (request) => {
      await demo.setSpeed(request.body.speed);
      return { speed: demo.speed() };
    },
  );
}
