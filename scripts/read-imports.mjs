// Reads what a TypeScript file imports: each specifier with its line and whether it is for types only.

const STATEMENT =
  /^(?<deed>import|export)\s+(?<type>type\s+)?(?:[^"'`;]*?\bfrom\s+)?["'](?<specifier>[^"']+)["']/gm;
const CALL = /\bimport\(\s*["'](?<specifier>[^"']+)["']/g;

export function readImports(source) {
  const statements = [...source.matchAll(STATEMENT)].map((match) => found(source, match));
  const calls = [...source.matchAll(CALL)].map((match) => found(source, match));
  return [...statements, ...calls].toSorted((a, b) => a.line - b.line);
}

function found(source, { index, groups }) {
  const line = source.slice(0, index).split("\n").length;
  return { specifier: groups.specifier, line, isType: groups.type !== undefined };
}
