// JSON that is nearly right: made from a JSON schema, then bent in one or two places.
import { randomUUID } from "node:crypto";
import type { Draw } from "../support/seeded.ts";

export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly format?: string;
  readonly pattern?: string;
}

type Json = unknown;

const DEEPEST = 6;

/** What the schema asks for, as far as that can be seen from it. */
export function sampleOf(schema: Schema, draw: Draw, ids: readonly string[], depth = 0): Json {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return pick(schema.enum, draw);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices !== undefined) return sampleOf(pick(choices, draw) ?? {}, draw, ids, depth);
  const type =
    typeof schema.type === "string" ? schema.type : pick(schema.type ?? ["string"], draw);
  if (depth > DEEPEST) return null;
  if (type === "object") {
    const entries = Object.entries(schema.properties ?? {})
      .filter(([name]) => schema.required?.includes(name) === true || draw(2) === 0)
      .map(([name, each]) => [name, sampleOf(each, draw, ids, depth + 1)] as const);
    return Object.fromEntries(entries);
  }
  if (type === "array") {
    const { items = {} } = schema;
    return Array.from({ length: draw(4) }, () => sampleOf(items, draw, ids, depth + 1));
  }
  if (type === "integer" || type === "number") return draw(3) === 0 ? draw(1_000_000) : draw(5);
  if (type === "boolean") return draw(2) === 0;
  if (type === "null") return null;
  return textOf(schema, draw, ids);
}

function textOf({ format, pattern }: Schema, draw: Draw, ids: readonly string[]): string {
  const isId = format === "uuid" || pattern?.includes("0-9a-f") === true;
  if (isId) return draw(3) > 0 ? (pick(ids, draw) ?? randomUUID()) : randomUUID();
  if (format === "date-time") return new Date(Date.now() - draw(10_000_000)).toISOString();
  if (format === "date") return "2026-02-28";
  if (format === "email") return `a${draw(100)}@b.example`;
  if (format === "uri") return "https://a.example/";
  return pick(["a", "Ada Lovelace", "04:00", "CHAOS1", "Europe/Berlin", "first"], draw) ?? "a";
}

const ODD: readonly Json[] = [
  ...[null, true, false, 0, -1, -0.5, 1e308, -1e308, 2 ** 53, 4_294_967_296, 1e-320],
  ...["", " ", "\u0000", "\ud800", "\u202e", "é".repeat(300), "a".repeat(3_000), "😀".repeat(700)],
  ...["0", "-1", "NaN", "null", "undefined", "1e999", "2026-02-30", "2026-13-01T00:00:00.000Z"],
  ...["9999-12-31T23:59:59.999Z", "0000-01-01T00:00:00.000Z", "-271821-04-20T00:00:00.000Z"],
  ...["' or 1=1 --", "$1", "%00", "../../etc/passwd", "{{7*7}}", "__proto__", "constructor"],
  ...["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"],
  ...[[], {}, [[]], [null], { "": "" }, { toString: 1 }, { length: -1 }],
  ...[deepList(60), Array.from({ length: 300 }, () => 0)],
];

function deepList(depth: number): Json {
  return depth === 0 ? [] : [deepList(depth - 1)];
}

/** Bent in one or two places: something odd in place of a part, a part gone, one too many. */
export function mutated(value: Json, draw: Draw): Json {
  const once = bend(value, draw, 0);
  return draw(3) === 0 ? bend(once, draw, 0) : once;
}

function bend(value: Json, draw: Draw, depth: number): Json {
  const isLeaf = typeof value !== "object" || value === null;
  if (isLeaf || depth > DEEPEST || draw(6) === 0) return pick(ODD, draw);
  if (Array.isArray(value)) {
    if (value.length === 0 || draw(4) === 0) return [...value, pick(ODD, draw)];
    const place = draw(value.length);
    return value.map((each: Json, index) => (index === place ? bend(each, draw, depth + 1) : each));
  }
  const entries = Object.entries(value);
  const place = draw(Math.max(1, entries.length));
  const what = draw(8);
  if (what === 0 || entries.length === 0) {
    const name =
      pick(["__proto__", "constructor", "extra", "", "payload", "type"], draw) ?? "extra";
    return Object.fromEntries([...entries, [name, pick(ODD, draw)]]);
  }
  if (what === 1) return Object.fromEntries(entries.filter((_, index) => index !== place));
  return Object.fromEntries(
    entries.map(([name, each], index) => [
      name,
      index === place ? bend(each, draw, depth + 1) : each,
    ]),
  );
}

/** Its text; now and then no JSON any more. */
export function textOfJson(value: Json, draw: Draw): string {
  const text = JSON.stringify(value) ?? "";
  const what = draw(20);
  if (what === 0) return text.slice(0, draw(text.length + 1));
  if (what === 1) return `${text}${text}`;
  if (what === 2) return text.replace(/:"[^"]*"/, ":1e999");
  if (what === 3) return text.replace("{", '{"type":"ping","type":"check_in",');
  if (what === 4) return `\ufeff${text}`;
  return text;
}

export function pick<T>(from: readonly T[], draw: Draw): T | undefined {
  return from[draw(Math.max(1, from.length))];
}
