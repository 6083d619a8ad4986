// `gym import members`: has a file looked at as a whole, then taken as a whole, or not at all.
import { readFile } from "node:fs/promises";
import type { ImportReport } from "../protocol/http/members.ts";
import { CliFault } from "./cli-fault.ts";
import type { ServerDirections } from "./find-server.ts";
import { ServerApi } from "./server-api.ts";
import { count, tableOf } from "./table.ts";

/** True where it was taken, or would be. */
export async function importMembers(
  server: ServerDirections,
  file: string,
  options: { readonly dryRun: boolean },
  say: (line: string) => void,
): Promise<boolean> {
  const csv = await readCsv(file);
  const api = new ServerApi(server);
  const look = await api.postCsv<ImportReport>("/api/members/import?dryRun=true", csv);
  say(columnsText(look));
  for (const note of look.notes) say(note);
  if (look.plansCreated.length > 0) {
    say(`New plans: ${look.plansCreated.join(", ")}. Check them under Plans.`);
  }
  if (look.faults.length > 0) {
    for (const { line, reason } of look.faults) say(`line ${line}: ${reason}`);
    const lines =
      look.faults.length === 1 ? "one line needs" : `${count(look.faults.length)} lines need`;
    say(`\nNothing was imported: ${lines} mending.`);
    return false;
  }
  if (options.dryRun) {
    say(countsText(look, "would be added", "would be changed"));
    say("\nNothing was imported: this was only a look.");
    return true;
  }
  const done = await api.postCsv<ImportReport>("/api/members/import?dryRun=false", csv);
  say(countsText(done, "added", "changed"));
  for (const note of done.notes.filter((each) => !look.notes.includes(each))) say(note);
  return true;
}

async function readCsv(file: string): Promise<Uint8Array<ArrayBuffer>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new CliFault(`The file ${file} cannot be read.`, { cause: error });
  }
  if (bytes.toString("utf8").trim() === "") throw new CliFault(`The file ${file} is empty.`);
  return new Uint8Array(bytes);
}

function columnsText({ columns }: ImportReport): string {
  const rows = columns.map(({ heading, field }) => [heading, field ?? "(not taken over)"] as const);
  return `Columns\n${tableOf(rows)}\n`;
}

function countsText(report: ImportReport, added: string, changed: string): string {
  return tableOf([
    ["lines", count(report.lines)],
    [added, count(report.added)],
    [changed, count(report.updated)],
    ["as they were", count(report.unchanged)],
  ]);
}
