// What every route says of itself: who may call it, where it stands in the documents, its schemas.
import type { Access } from "./route-context.ts";

/** `chapter` groups routes in the documents; `summary` is one line there. */
export function about<S extends object>(
  access: Access,
  chapter: string,
  summary: string,
  schemas: S,
) {
  return { config: { access }, schema: { tags: [chapter], summary, ...schemas } };
}
