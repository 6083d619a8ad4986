// Who is connected, counted by address and by account, so that whoever comes is judged without a look at
// all the others.
import type { CloseName } from "../../protocol/close-code.ts";
import type { Caller } from "../people/caller.ts";
import type { Connection } from "./connection.ts";
import type { SocketLimits } from "./socket-parts.ts";

export class Census {
  readonly connections = new Set<Connection>();
  readonly #ofAddress = new Map<string, number>();
  readonly #ofAccount = new Map<string, number>();

  add(connection: Connection): void {
    this.connections.add(connection);
    this.#count(connection, 1);
  }

  remove(connection: Connection): void {
    if (this.connections.delete(connection)) this.#count(connection, -1);
  }

  /** Why there is no room for one more of this caller; null: there is. The operator has no bound. */
  objectionTo(caller: Caller, address: string, limits: SocketLimits): CloseName | null {
    if (this.connections.size >= limits.connections) return "tooMany";
    if (caller.staffId === null) return null;
    const ofAddress = this.#ofAddress.get(address) ?? 0;
    const ofAccount = this.#ofAccount.get(caller.staffId) ?? 0;
    const isFull =
      ofAddress >= limits.connectionsPerAddress || ofAccount >= limits.connectionsPerAccount;
    return isFull ? "tooMany" : null;
  }

  #count({ address, caller }: Connection, step: 1 | -1): void {
    add(this.#ofAddress, address, step);
    if (caller.staffId !== null) add(this.#ofAccount, caller.staffId, step);
  }
}

function add(counts: Map<string, number>, key: string, step: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + step;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
