// The verbs of the command line and what each may be told.
import { resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { restoreBackup, takeBackup } from "./backup.ts";
import { examine, findingText } from "./doctor.ts";
import { dataFolderOf, findServer } from "./find-server.ts";
import { importMembers } from "./import-members.ts";
import type { ReplayOptions } from "./replay.ts";
import { replay } from "./replay.ts";
import { giveNewPassword } from "./staff-password.ts";

export interface ProgramParts {
  readonly version: string;
  readonly say: (line: string) => void;
  readonly progress: (line: string) => void;
  readonly signal: AbortSignal;
  /** The exit code; 0 where nothing is told. */
  readonly exitWith: (code: number) => void;
}

interface WithData {
  readonly data?: string;
}

/** Relative to where it was typed, which is not where npm runs it. */
function fileOf(path: string): string {
  return resolve(process.env["INIT_CWD"] ?? ".", path);
}

export function createProgram(parts: ProgramParts): Command {
  const program = new Command("gym")
    .description(
      "AV Gym from the command line. It speaks with the server that runs on this machine.",
    )
    .usage("<verb> [options]")
    .version(parts.version)
    .showHelpAfterError("See: npm run gym -- --help")
    .configureHelp({ showGlobalOptions: true })
    .addOption(new Option("--data <folder>", "the server's data folder (or AVGYM_DATA; ./data)"));
  addImport(program, parts);
  addReplay(program, parts);
  addStaff(program, parts);
  addBackup(program, parts);
  addDoctor(program, parts);
  return program;
}

function addImport(program: Command, { say, exitWith }: ProgramParts): void {
  program
    .command("import")
    .description("take something in from a file")
    .command("members <file>")
    .description("members from a CSV file: all of it, or nothing where a line is not right")
    .option("--dry-run", "only look, and say what would happen", false)
    .action(async (file: string, _own: unknown, command: Command) => {
      const { data, dryRun } = command.optsWithGlobals<WithData & { readonly dryRun: boolean }>();
      const server = await findServer(dataFolderOf(data));
      if (!(await importMembers(server, fileOf(file), { dryRun }, say))) exitWith(1);
    });
}

function addReplay(program: Command, parts: ProgramParts): void {
  program
    .command("replay <file>")
    .description("play recorded door events into a site of their own, through the real protocol")
    .addOption(
      new Option("--speed <n>", "recorded seconds in a second: 1 is real time, 3600 an hour")
        .argParser(speedOf)
        .default(Number.POSITIVE_INFINITY, "max"),
    )
    .option("--site <name>", "the site to play into, made where it is missing (named by the file)")
    .option("--time-zone <zone>", "of the recorded times (this machine's)")
    .option("--door <name>", "one door for all (one for each DeviceName)")
    .option("--from <date>", "leave out what is earlier, such as 2015-02-02", dateOf)
    .option("--to <date>", "leave out what is later", dateOf)
    .option("--add-here", "also into a gym that has members of its own: what is added stays")
    .option("--seed <n>", "another number, other people at the door", wholeOf, 1)
    .addHelpText(
      "after",
      "\nIt adds a site, a plan and visitors that stay: play it into a demo, or a gym for trying.\n\nThe file has the columns DeviceName,Direction,AlarmDateTime, such as\n  Main door,In,2/28/2015 17:05\n" +
        "It names nobody: visitors are made for it, always the same. Playing it again changes nothing.",
    )
    .action(async (file: string, _own: unknown, command: Command) => {
      const { data, ...options } = command.optsWithGlobals<WithData & ReplayOptions>();
      const server = await findServer(dataFolderOf(data));
      const { agrees } = await replay(server, fileOf(file), options, parts);
      if (!agrees) parts.exitWith(1);
    });
}

function addStaff(program: Command, { say }: ProgramParts): void {
  program
    .command("staff")
    .description("accounts of the people who work here")
    .command("password <e-mail>")
    .description("a new password for an account whose own was lost; it is shown once")
    .action(async (email: string, _own: unknown, command: Command) => {
      const { data } = command.optsWithGlobals<WithData>();
      await giveNewPassword(await findServer(dataFolderOf(data)), email, say);
    });
}

function addBackup(program: Command, parts: ProgramParts): void {
  program
    .command("backup <file>")
    .description("everything as it stands now, into one file; the gym goes on meanwhile")
    .action(async (file: string, _own: unknown, command: Command) => {
      const { data } = command.optsWithGlobals<WithData>();
      await takeBackup(await findServer(dataFolderOf(data)), fileOf(file), parts);
    });
  program
    .command("restore <file>")
    .description("replace everything by what a backup holds; what was there is kept beside it")
    .option("--yes", "it is meant", false)
    .action(async (file: string, _own: unknown, command: Command) => {
      const { data, yes } = command.optsWithGlobals<WithData & { readonly yes: boolean }>();
      const server = await findServer(dataFolderOf(data));
      await restoreBackup(server, fileOf(file), { ...parts, isSure: yes });
    });
}

function addDoctor(program: Command, { say, exitWith, version }: ProgramParts): void {
  program
    .command("doctor")
    .description("is the gym well? address, server, database, version, clock, disk")
    .action(async (_own: unknown, command: Command) => {
      const { data } = command.optsWithGlobals<WithData>();
      const findings = await examine(dataFolderOf(data), version);
      for (const finding of findings) say(findingText(finding));
      if (findings.some(({ isWell }) => !isWell)) exitWith(1);
    });
}

function speedOf(text: string): number {
  if (text === "max") return Number.POSITIVE_INFINITY;
  const speed = Number(text);
  if (speed > 0) return speed;
  throw new InvalidArgumentError("It is a number above 0, or max.");
}

function dateOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  throw new InvalidArgumentError("It is a date such as 2015-02-28.");
}

function wholeOf(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number)) return number;
  throw new InvalidArgumentError("It is a whole number.");
}
