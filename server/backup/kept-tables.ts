// Which tables a backup holds, each after those it refers to, so that rows can be brought back in order.
import type pg from "pg";

/** What is of this moment or of these machines: who is signed in, which servers run, how they feel. */
const OF_THE_MOMENT = new Set([
  ...["migration", "session", "server", "caretaker", "realtime_minute", "synthetic_scan"],
]);

export interface KeptTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Those of the schema that names are looked up in first. */
export async function readKeptTables(client: pg.ClientBase): Promise<readonly KeptTable[]> {
  const tables = await client.query<{ name: string; columns: string[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname`);
  const references = await client.query<{ name: string; target: string }>(`
    select c.relname as name, t.relname as target
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and c.relnamespace = current_schema()::regnamespace and c.oid <> t.oid`);
  const kept = tables.rows.filter(({ name }) => !OF_THE_MOMENT.has(name));
  const byName = new Map(kept.map((table) => [table.name, table]));
  const ordered = new Set<KeptTable>();
  const add = (table: KeptTable): void => {
    if (ordered.has(table)) return;
    for (const { name, target } of references.rows) {
      const first = byName.get(target);
      if (name === table.name && first !== undefined) add(first);
    }
    ordered.add(table);
  };
  for (const table of kept) add(table);
  return [...ordered];
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function columnList({ columns }: KeptTable): string {
  return columns.map(quoted).join(", ");
}
