import { expect, test } from "vitest";
import { z } from "zod";
import { commandIdsOf } from "./command-ids.ts";

const file = (text: string) => new TextEncoder().encode(text);

test("[CLI-3] the id of a command follows from site, file and line, and from nothing else", () => {
  const idOf = commandIdsOf(file("a"), "site");
  expect(commandIdsOf(file("a"), "site")(2)).toBe(idOf(2));
  expect(z.uuid().parse(idOf(2))).toBe(idOf(2));
  const others = [idOf(3), commandIdsOf(file("b"), "site")(2), commandIdsOf(file("a"), "other")(2)];
  expect(new Set([idOf(2), ...others]).size).toBe(4);
});
