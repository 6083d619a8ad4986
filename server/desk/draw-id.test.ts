import { expect, test } from "vitest";
import { drawId } from "./draw-id.ts";

test("[LOG-16] ids are of version 7, all different, and sort as they were drawn", () => {
  const ids = Array.from({ length: 20_000 }, drawId);
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(ids.toSorted());
});
