// The table at the end of a replay.
import type { SiteState } from "../client/site-client.ts";
import { averageStayMinutes } from "../domain/statistics.ts";
import type { LiveSnapshot, SiteWithDoors } from "../protocol/http/gym.ts";
import { count, tableOf } from "./table.ts";
import type { Tally } from "./tally.ts";

export interface Played {
  readonly site: SiteWithDoors;
  readonly tally: Tally;
  readonly seconds: number;
  /** The number of the stream before it began. */
  readonly before: number;
  readonly live: LiveSnapshot;
  readonly state: SiteState;
}

export function finalReport(played: Played): { readonly text: string; readonly agrees: boolean } {
  const { site, tally, seconds, before, live } = played;
  const events = live.seq - before;
  const differences = differencesOf(played);
  const { statistics } = live.view;
  const rows: (readonly [string, string | number])[] = [
    ["lines played", count(tally.ins + tally.outs)],
    ["ins", count(tally.ins)],
    ["outs", count(tally.outs)],
    ["admitted", count(tally.admitted)],
    ["admitted with a warning", withReasons(tally.warned, tally)],
    ["refused", count(tally.refused)],
    ["exits with nobody inside, left out", count(tally.skipped)],
    ...[...tally.problems].map(([code, number]) => [`sent back: ${code}`, count(number)] as const),
    ["", ""],
    ["time", `${seconds.toFixed(1)} s`],
    ["commands a second", count(Math.round(tally.done / Math.max(seconds, 0.001)))],
    ["events added", `${count(events)} (to number ${count(live.seq)})`],
    ["", ""],
    ["gym-day", statistics.gymDay ?? "none"],
    ["inside now", count(statistics.currentlyIn)],
    ["check-ins, check-outs that day", `${statistics.todayTotal}, ${statistics.checkOutsToday}`],
    ["average stay", `${averageStayMinutes(statistics) ?? "no"} minutes`],
    ["", ""],
    ["this client and the server", differences.length === 0 ? "agree" : differences.join("; ")],
  ];
  return {
    text: `\nPlayed into "${site.name}"\n${tableOf(rows)}`,
    agrees: differences.length === 0,
  };
}

function withReasons(number: number, { reasons }: Tally): string {
  const told = [...reasons].map(([code, times]) => `${code} ${count(times)}`);
  return told.length === 0 ? count(number) : `${count(number)} (${told.join(", ")})`;
}

function differencesOf({ live, state }: Played): readonly string[] {
  const { view, position } = state;
  if (view === null || position === null) return ["this client has no view"];
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ["number", position.seq, live.seq],
    ["hash", position.hash, live.hash],
    ["inside", view.inside.size, live.view.inside.length],
    ["statistics", sorted(view.statistics), sorted(live.view.statistics)],
  ];
  return pairs
    .filter(([, mine, theirs]) => mine !== theirs)
    .map(([what, mine, theirs]) => `${what}: ${String(mine)} here, ${String(theirs)} there`);
}

/** As text that does not depend on the order of the fields. */
function sorted(value: object): string {
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
