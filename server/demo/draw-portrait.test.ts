import { expect, test } from "vitest";
import sharp from "sharp";
import { drawPortrait } from "./draw-portrait.ts";
import { renderPhoto } from "./render-photos.ts";
import { SeededRandom } from "./seeded-random.ts";

const draw = (seed: number) =>
  drawPortrait(new SeededRandom(seed), seed % 2 === 0 ? "feminine" : "masculine", 20 + (seed % 60));

test("[DEMO-9] portraits are told apart: hardly two of a thousand are the same", () => {
  const drawn = new Set(Array.from({ length: 1_000 }, (_, seed) => draw(seed)));
  expect(drawn.size).toBeGreaterThan(990);
  expect(draw(5)).toBe(draw(5));
});

test("[DEMO-9] a portrait is a picture in two sizes, known by its hash", async () => {
  const photo = await renderPhoto(draw(1));
  const large = await sharp(photo.large).metadata();
  const small = await sharp(photo.small).metadata();
  expect(large.format).toBe("webp");
  expect(large.width).toBeGreaterThan(200);
  expect([small.width, small.height]).toEqual([96, 96]);
  expect(photo.hash).toMatch(/^[0-9a-f]{32}$/);
  expect((await renderPhoto(draw(1))).hash).toBe(photo.hash);
});
