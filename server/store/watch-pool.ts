// The pool, watched and bounded: how long each wait for a connection took, and who comes when too many
// wait already, or waits too long while every connection is in use, hears `overloaded`.
import type pg from "pg";
import { ProblemError } from "../../protocol/problem.ts";

export interface WatchedBy {
  /** How many may wait for a connection at once. */
  readonly maxWaiting: number;
  readonly elapsed: () => number;
  readonly observeWait: (ms: number) => void;
}

type Given = Parameters<Parameters<pg.Pool["connect"]>[0]>;
type Take = (callback: (...given: Given) => void) => void;

export function watchPool(pool: pg.Pool, { maxWaiting, elapsed, observeWait }: WatchedBy): void {
  const connectOf = pool.connect.bind(pool);
  const connect: Take = (callback) => {
    connectOf(callback);
  };
  const take: Take = (callback) => {
    if (pool.waitingCount >= maxWaiting) {
      setImmediate(() => callback(overloaded(), undefined, () => undefined));
      return;
    }
    const started = elapsed();
    connect((error, client, release) => {
      observeWait(elapsed() - started);
      const isFull = pool.totalCount >= pool.options.max && pool.idleCount === 0;
      callback(error !== undefined && isFull ? overloaded(error) : error, client, release);
    });
  };
  const watched = (callback?: (...given: Given) => void): Promise<pg.PoolClient> | void => {
    if (callback !== undefined) return take(callback);
    return new Promise((resolve, reject) => {
      take((error, client) => (client === undefined ? reject(error) : resolve(client)));
    });
  };
  pool.connect = watched as pg.Pool["connect"];
}

function overloaded(cause?: Error): Error {
  const problem = new ProblemError("overloaded", { retryAfter: 1 });
  if (cause !== undefined) problem.cause = cause;
  return problem;
}
