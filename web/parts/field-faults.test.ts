import { describe, expect, it } from "vitest";
import { z } from "zod";
import { problemOf } from "../../protocol/problem.ts";
import { ApiProblem } from "../api/api-problem.ts";
import { fieldFaults, restOf } from "./field-faults.ts";

const problem = (...details: string[]) => new ApiProblem(problemOf("invalid-request", { details }));

describe("what the server found wrong", () => {
  it("[SCREEN-59] stands at the field that it is about", () => {
    const error = problem(
      "body.email: not an address",
      "code: this card or code is in use already",
    );
    expect(fieldFaults(error, ["email", "code"])).toEqual({
      email: "Not an address",
      code: "This card or code is in use already",
    });
  });

  it("[SCREEN-142] is said in plain sentences, also where a check of the shape speaks", () => {
    const texts = z.object({ email: z.email(), note: z.string().max(5), day: z.iso.date() });
    const parsed = texts.safeParse({ email: "x", note: "longer", day: "soon" });
    const details = parsed.error?.issues.map(
      (each) => `body.${each.path.join(".")}: ${each.message}`,
    );
    expect(fieldFaults(problem(...(details ?? [])), ["email", "note", "day"])).toEqual({
      email: "An address such as ada@example.com.",
      note: "At most 5 characters.",
      day: "A day such as 24 November 2026.",
    });
  });

  it("[SCREEN-59] is not lost where the form has no such field", () => {
    const error = problem("somewhere.else: wrong");
    const faults = fieldFaults(error, ["email"]);
    expect(faults).toEqual({});
    expect(restOf(error, faults)).toBe(error);
    expect(restOf(error, { email: "Not an address" })).toBeNull();
    expect(fieldFaults(null, ["email"])).toEqual({});
  });
});
