// `gym replay`: plays recorded door events into the running server as a client like any other.
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import type { SiteClient } from "../client/site-client.ts";
import { isTimeZone } from "../domain/gym-day.ts";
import { must } from "../domain/assert.ts";
import type { LiveSnapshot, SiteWithDoors } from "../protocol/http/gym.ts";
import { assignPeople, peopleNeeded } from "./assign-members.ts";
import { CliFault } from "./cli-fault.ts";
import { commandIdsOf } from "./command-ids.ts";
import type { ServerDirections } from "./find-server.ts";
import { openLive, until } from "./open-live.ts";
import { play } from "./play.ts";
import type { Pass, Recording } from "./recording.ts";
import { readRecording } from "./recording.ts";
import { finalReport } from "./replay-report.ts";
import { findSite, gatherPeople, mustBeForTrying, openDoors, openSite } from "./replay-site.ts";
import { ServerApi } from "./server-api.ts";
import { count } from "./table.ts";
import { Tally } from "./tally.ts";

export interface ReplayOptions {
  /** Recorded seconds in a second; infinite: as fast as it goes. */
  readonly speed: number;
  readonly site?: string;
  readonly timeZone?: string;
  /** One door for all passes; left out: one for each device. */
  readonly door?: string;
  readonly from?: string;
  readonly to?: string;
  readonly seed: number;
  /** Also into a gym that has members of its own. */
  readonly addHere?: boolean;
}

export interface Saying {
  readonly say: (line: string) => void;
  /** A line that the next one may replace. */
  readonly progress: (line: string) => void;
  readonly signal: AbortSignal;
}

const SHOWN_FAULTS = 20;
const PROGRESS_MS = 1_000;

/** What was played, whether this client and the server agree at the end, and the words for it. */
export async function replay(
  server: ServerDirections,
  file: string,
  options: ReplayOptions,
  saying: Saying,
): Promise<{ readonly tally: Tally; readonly agrees: boolean }> {
  const bytes = await readBytes(file);
  const api = new ServerApi(server);
  const name = options.site ?? `Replay of ${basename(file, extname(file))}`;
  const existing = await findSite(api, name);
  const timeZone = chooseZone(existing, options.timeZone);
  const recording = chosen(readRecording(bytes.toString("utf8"), timeZone), options);
  sayRecording(recording, timeZone, saying);
  if (existing === null && options.addHere !== true) await mustBeForTrying(api);
  const site = existing ?? (await openSite(api, name, timeZone));
  const doorOf = (pass: Pass) => options.door ?? pass.device;
  const doors = await openDoors(api, site, [...new Set(recording.passes.map(doorOf))]);
  const people = await gatherPeople(api, site, peopleNeeded(recording.passes, site));
  if (people.added > 0) saying.say(`${count(people.added)} visitors without a name were added.`);
  const client = await openLive(server, site.id);
  const tally = new Tally();
  const before = client.getState().position?.seq ?? 0;
  const stopProgress = sayProgress(recording, tally, saying);
  const startedAt = performance.now();
  try {
    await play({
      ...{ client, tally, speed: options.speed, signal: saying.signal },
      passes: assignPeople(recording.passes, people.ids.length, site, options.seed),
      memberIdOf: (person) => must(people.ids[person], "person"),
      doorIdOf: (pass) => must(doors.get(doorOf(pass)), "door"),
      commandIdOf: commandIdsOf(bytes, site.id),
    });
    const seconds = (performance.now() - startedAt) / 1_000;
    stopProgress();
    const live = await compared(client, api, site.id);
    if (saying.signal.aborted) saying.say("Stopped before the end; playing it again goes on.");
    const report = finalReport({ site, tally, seconds, before, live, state: client.getState() });
    saying.say(report.text);
    return { tally, agrees: report.agrees };
  } finally {
    stopProgress();
    client.close();
  }
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new CliFault(`The file ${file} cannot be read.`, { cause: error });
  }
}

function chooseZone(site: SiteWithDoors | null, asked: string | undefined): string {
  if (asked !== undefined && !isTimeZone(asked))
    throw new CliFault(`"${asked}" is no time zone such as Europe/Berlin.`);
  if (site !== null && asked !== undefined && asked !== site.timeZone)
    throw new CliFault(
      `The site "${site.name}" is in ${site.timeZone}: choose another with --site.`,
    );
  return site?.timeZone ?? asked ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function chosen(recording: Recording, { from, to }: ReplayOptions): Recording {
  const passes = recording.passes.filter(
    ({ date }) => (from === undefined || date >= from) && (to === undefined || date <= to),
  );
  return { ...recording, passes };
}

function sayRecording({ passes, faults }: Recording, timeZone: string, { say }: Saying): void {
  for (const { line, reason } of faults.slice(0, SHOWN_FAULTS)) say(`line ${line}: ${reason}`);
  if (faults.length > SHOWN_FAULTS) say(`and ${count(faults.length - SHOWN_FAULTS)} more`);
  if (faults.length > 0) say(`${count(faults.length)} lines cannot be read and are left out.`);
  const [first, last] = [passes[0], passes.at(-1)];
  if (first === undefined || last === undefined) throw new CliFault("There is nothing to play.");
  say(`${count(passes.length)} passes from ${first.date} to ${last.date}, in ${timeZone}.`);
}

function sayProgress({ passes }: Recording, tally: Tally, { progress }: Saying): () => void {
  let before = 0;
  const timer = setInterval(() => {
    const done = tally.done + tally.skipped;
    const percent = Math.floor((done / passes.length) * 100);
    progress(`${percent} %  ${count(done)} of ${count(passes.length)}, ${count(done - before)}/s`);
    before = done;
  }, PROGRESS_MS);
  return () => clearInterval(timer);
}

/** The server's live view, once this client has come as far. */
async function compared(client: SiteClient, api: ServerApi, siteId: string): Promise<LiveSnapshot> {
  const live = await api.get<LiveSnapshot>(`/api/sites/${siteId}/live`);
  await until(client, () => (client.getState().position?.seq ?? 0) >= live.seq);
  return live;
}
