// The desk's store on PostgreSQL: one transaction a batch, one connection of the pool a transaction.
import type pg from "pg";
import type { DeskStore, DeskTransaction } from "../desk/desk-store.ts";
import { lockHead, readAnswers, readFacts, readInside } from "./desk-facts.ts";
import { writeBatch } from "./desk-writes.ts";
import { PassingFault, tellPassing } from "./passing-fault.ts";
import type { Queries } from "./database.ts";

export function createDeskStore(pool: pg.Pool): DeskStore {
  return {
    transact: async (siteId, work) => {
      const client = await tellPassing(() => pool.connect());
      let broken = true;
      try {
        const result = await work(transactionOn(client, siteId));
        broken = false;
        return result;
      } catch (error) {
        broken = error instanceof PassingFault || !(await rolledBack(client));
        throw error;
      } finally {
        client.release(broken);
      }
    },
    isAway: (error) => error instanceof PassingFault,
  };
}

function transactionOn(client: pg.PoolClient, siteId: string): DeskTransaction {
  // Only a query can fail in passing; what we make of its rows cannot.
  const queries: Queries = {
    query: (statement) => tellPassing(() => client.query(statement)),
  };
  const say = (statement: "begin" | "commit") => tellPassing(() => client.query(statement));
  // What needs no answer to go on travels together: three journeys a batch. Where one statement fails,
  // those behind it in the transaction fail too, and a commit only ends it.
  return {
    lockHead: async () => (await Promise.all([say("begin"), lockHead(queries, siteId)]))[1],
    load: (wanted) => readFacts(queries, wanted),
    answersOf: (ids) => readAnswers(queries, ids),
    loadInside: () => readInside(queries, siteId),
    write: async (writes) => {
      await Promise.all([writeBatch(queries, siteId, writes), say("commit")]);
    },
  };
}

async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query("rollback");
    return true;
  } catch {
    // The connection is of no use any more; the pool closes it.
    return false;
  }
}
