// Tells a repeated command from a second one that was given the same id.
import { hash } from "node:crypto";
import type { AskedCommand } from "./desk.ts";

/**
 * SHA-256 of what was asked and where; who sent it, which rights they held and what a desk made of it
 * meanwhile are left out.
 */
export function contentHashOf(command: AskedCommand): string {
  const { commandId: _id, staffId: _staff, sees: _sees, madeOffline: _made, ...content } = command;
  const ordered = Object.entries({ ...content, mayCorrect: null, how: null }).toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return hash("sha256", JSON.stringify(ordered), "base64url");
}
