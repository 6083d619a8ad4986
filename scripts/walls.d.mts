import type { FoundImport } from "./read-imports.mjs";

/** Every broken wall of one file. */
export function brokenWalls(
  path: string,
  imports: readonly FoundImport[],
): readonly { readonly line: number; readonly sentence: string }[];
