import { expect, test } from "vitest";
import { isShortEnough, socketPath } from "./address.ts";

test("[DB-10] the length of a socket's path counts in bytes, and list signs are no part of it", () => {
  const longest = process.platform === "linux" ? 107 : 103;
  const room = longest - Buffer.byteLength(socketPath("/"));
  expect(isShortEnough(`/${"a".repeat(room - 1)}`)).toBe(true);
  expect(isShortEnough(`/${"a".repeat(room + 1)}`)).toBe(false);
  expect(isShortEnough(`/${"é".repeat(room / 2 + 1)}`)).toBe(false);
  expect(isShortEnough("/srv/gym, north")).toBe(false);
});
