// Every fault, in the order of a run.
import { clockFaults } from "./clock-faults.ts";
import { commitCut, databaseFreeze, databaseKill, databaseStop } from "./database-faults.ts";
import { diskFull } from "./disk-full.ts";
import type { Fault } from "./fault.ts";
import { hintsLost, rollingRestart, sameCommand } from "./fleet-faults.ts";
import { clientWire, serverFreeze, serverKill, serverStop } from "./server-faults.ts";

export const FAULTS: readonly Fault[] = [
  ...[serverKill, serverStop, serverFreeze, clientWire],
  ...[databaseKill, databaseStop, databaseFreeze, commitCut],
  ...[sameCommand, rollingRestart, hintsLost],
  ...[diskFull, ...clockFaults],
];
