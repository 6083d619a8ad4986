// An import from the bytes of a file to its report: read, decide, and write all of it or nothing.
import { v7 as newId } from "uuid";
import type { CalendarDay } from "../../domain/instant.ts";
import type { ImportReport } from "../../protocol/http/members.ts";
import { removeFirstPlan } from "../store/plans.ts";
import { commitChange } from "../store/commit-change.ts";
import type { Change, ChangeParts } from "../store/commit-change.ts";
import {
  EditedMeanwhile,
  readKnownGym,
  waitForImports,
  writeImport,
} from "../store/import-rows.ts";
import { decodeText } from "./decode-text.ts";
import { planImport } from "./plan-import.ts";
import type { ImportPlan } from "./plan-import.ts";
import type { Drawing } from "./import-line.ts";
import type { KnownGym } from "./known-gym.ts";
import { readColumns } from "./read-columns.ts";
import type { Column } from "./read-columns.ts";
import { readLines } from "./read-lines.ts";
import type { LinesRead } from "./read-lines.ts";
import { readTable } from "./read-table.ts";
import type { Fault } from "./read-table.ts";
import { sampleOf } from "./sample-lines.ts";

export interface ImportAsked {
  readonly bytes: Uint8Array;
  readonly dryRun: boolean;
  readonly today: CalendarDay;
  readonly staffId: string | null;
  /** Tells the screens, within the change; `id` is that of the import. */
  readonly tell: (change: Change, id: string) => void;
}

const PATIENCE = 3;
/** Nobody reads more at once. */
const MAX_FAULTS = 1_000;

/** Nothing is written where the report has faults. */
export async function runImport(parts: ChangeParts, asked: ImportAsked): Promise<ImportReport> {
  const file = await readFile(asked);
  const drawing = { today: asked.today, drawId: newId };
  if (asked.dryRun || file.read.faults.length > 0) {
    const gym = await readKnownGym(parts.database);
    return reportOf(file, await planOf(file, gym, drawing), asked.dryRun);
  }
  for (let tries = 1; ; tries += 1) {
    try {
      return await commitChange(parts, asked.staffId, async (change) => {
        await waitForImports(change);
        const plan = await planOf(file, await readKnownGym(change.rows), drawing);
        const report = reportOf(file, plan, asked.dryRun);
        if (report.faults.length > 0) return report;
        const left = await keep(change, plan, asked);
        return left === null ? report : { ...report, notes: [...report.notes, leftNote(left)] };
      });
    } catch (error) {
      if (!(error instanceof EditedMeanwhile) || tries >= PATIENCE) throw error;
    }
  }
}

function planOf({ read }: FileRead, gym: KnownGym, drawing: Drawing): Promise<ImportPlan> {
  return planImport(read.lines, gym, drawing, new Set(read.faults.map(({ line }) => line)));
}

function leftNote(planName: string): string {
  return `The plan ${planName}, made when the gym was set up, is removed: nobody has it.`;
}

/** The name of the set-up's plan where the file's plans take its place. */
async function keep(change: Change, plan: ImportPlan, asked: ImportAsked): Promise<string | null> {
  const { added, updated, holdings } = plan;
  if (added.length + updated.length === 0) return null;
  await writeImport(change, plan);
  const left = holdings.plans.length === 0 ? null : await removeFirstPlan(change);
  const id = newId();
  await change.audit({
    action: "members-imported",
    subjectId: id,
    after: {
      added: added.length,
      updated: updated.length,
      plansCreated: holdings.plans.map((each) => each.name),
    },
  });
  asked.tell(change, id);
  return left;
}

interface FileRead {
  readonly columns: readonly Column[];
  readonly read: LinesRead;
  readonly rows: number;
}

async function readFile({ bytes, today }: ImportAsked): Promise<FileRead> {
  const table = await readTable(decodeText(bytes));
  const columns = readColumns(table.headings);
  const missing = whatIsMissing(columns);
  if (missing !== null) {
    const faults = [{ line: 1, reason: missing }, ...table.faults];
    return { columns, read: { lines: [], faults, notes: [] }, rows: table.rows.length };
  }
  const read = await readLines(table.rows, columns, today);
  return {
    columns,
    read: { ...read, faults: [...table.faults, ...read.faults] },
    rows: table.rows.length,
  };
}

function whatIsMissing(columns: readonly Column[]): string | null {
  const fields = new Set(columns.map(({ field }) => field));
  if (fields.has("fullName") || fields.has("lastName") || fields.has("firstName")) return null;
  if (fields.has("membershipNumber") && fields.size > 2) return null;
  return "no column for the name was found: the first line has to hold the headings, such as Name, Number, E-mail, Plan, End";
}

function reportOf(file: FileRead, plan: ImportPlan, dryRun: boolean): ImportReport {
  const faults: Fault[] = [...file.read.faults, ...plan.faults];
  faults.sort((a, b) => a.line - b.line);
  const surplus = faults.splice(MAX_FAULTS);
  const next = surplus[0];
  if (next !== undefined) {
    faults.push({ line: next.line, reason: `from here on ${surplus.length} more` });
  }
  return {
    dryRun,
    lines: file.rows,
    added: plan.added.length,
    updated: plan.updated.length,
    unchanged: plan.unchanged,
    plansCreated: plan.holdings.plans.map((each) => each.name),
    columns: file.columns.map(({ heading, field }) => ({ heading, field })),
    notes: [...file.read.notes, ...packNotes(plan)],
    sample: sampleOf(file.columns, file.read.lines),
    faults,
  };
}

function packNotes({ holdings }: ImportPlan): readonly string[] {
  return holdings.plans
    .filter(({ visits }) => visits !== null)
    .map(
      ({ name, visits }) =>
        `${name} is made a plan of ${visits} visits; whoever gets it has all of them left.`,
    );
}
