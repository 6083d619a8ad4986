// The demo gym over HTTP: filling an empty gym, its simulator.
import { z } from "zod";

export const demoFill = z.strictObject({
  seed: z
    .int()
    .min(0)
    .optional()
    .describe("The same seed makes the same gym; left out: a fixed one"),
});

export const simulator = z.strictObject({
  speed: z
    .number()
    .min(0)
    .max(100)
    .describe("0 stands still, 1 is as often as in life, 100 a hundred times as often"),
});

export type Simulator = z.infer<typeof simulator>;
