// A subscription that is sent back counts as a connection that was closed for the same reason.
import { CLOSE } from "../protocol/close-code.ts";
import type { Problem, ProblemCode } from "../protocol/problem.ts";

const CLOSE_FOR: Partial<Record<ProblemCode, number>> = {
  "not-signed-in": CLOSE.notSignedIn.code,
  "not-allowed": CLOSE.notAllowed.code,
  "unknown-site": CLOSE.noSuchSite.code,
};

export function closeCodeFor({ code }: Problem): number {
  return CLOSE_FOR[code] ?? CLOSE.internal.code;
}
