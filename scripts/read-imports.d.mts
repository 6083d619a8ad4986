export interface FoundImport {
  readonly specifier: string;
  readonly line: number;
  readonly isType: boolean;
}

/** Reads what a TypeScript file imports. */
export function readImports(source: string): readonly FoundImport[];
