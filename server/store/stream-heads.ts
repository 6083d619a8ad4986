// How far streams have come, and under which name of their history: one cheap look for many.
import type pg from "pg";

export interface StreamHead {
  readonly stream: string;
  readonly epoch: string;
  readonly seq: number;
}

export async function readStreamHeads(
  pool: pg.Pool,
  streams: readonly string[],
): Promise<readonly StreamHead[]> {
  const found = await pool.query<StreamHead>({
    name: "stream-heads",
    text: "select id as stream, epoch, seq from stream where id = any($1::uuid[])",
    values: [streams],
  });
  return found.rows;
}
