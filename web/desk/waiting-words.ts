// What a scan that is not decided yet waits for, and what somebody may have to do.
import type { ConnectionState } from "../../client/connection-state.ts";
import { isAwayAt } from "../connection/connection-words.ts";
import { EN } from "../words/en.ts";

export function waitingWords(connection: ConnectionState, now: number): string {
  const { waitingAway, waitingHelp, waitingOutOfDate } = EN.verdict;
  if (connection.kind === "out-of-date") return waitingOutOfDate;
  return isAwayAt(connection, now) ? waitingAway : waitingHelp;
}
