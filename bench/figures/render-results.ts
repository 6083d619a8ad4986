// What a run found, as text: for the terminal, and for `bench/RESULTS.md`.
import { quantity, targetText, verdictOf } from "./figure.ts";
import type { Figure, Measured } from "./figure.ts";
import { renderMarkdownTable, renderTable } from "./render-table.ts";
import type { Cells } from "./render-table.ts";

/** Where and when a run was made. */
export interface Setting {
  readonly date: string;
  readonly commit: string;
  /** Name and value of whatever describes the machine. */
  readonly machine: Readonly<Record<string, string>>;
}

export interface Run {
  readonly setting: Setting;
  readonly measured: readonly Measured[];
}

const HEAD = ["what", "figure", "target", "", "note"];

export function renderForTerminal({ id, title, how, figures }: Measured): string {
  return `${id}  ${title}\n${how}\n\n${renderTable(HEAD, figures.map(cellsOf))}\n`;
}

export function renderForRecord({ setting, measured }: Run): string {
  const { date, commit, machine } = setting;
  const described = Object.entries({ ...machine, commit, date });
  return [
    "# Results",
    "",
    "Written by `npm run bench -- --record`. Ratios compare what ran in the same run, in turns; absolute",
    "times are those of the machine below. Targets that no measurement here covers yet are not listed.",
    "",
    renderMarkdownTable(["where", ""], described),
    "",
    renderMarkdownTable(
      ["", "what", "figure", "target", ""],
      measured.flatMap(({ id, figures }) =>
        figures.filter(isAimed).map((figure) => [id, ...briefCells(figure)]),
      ),
    ),
    "",
    ...measured.flatMap(({ id, title, how, figures }) => [
      `## ${id}: ${title}`,
      "",
      how,
      "",
      renderMarkdownTable(HEAD, figures.map(cellsOf)),
      "",
    ]),
  ].join("\n");
}

function isAimed({ target }: Figure): boolean {
  return target !== undefined;
}

function briefCells(figure: Figure): Cells {
  return [figure.what, quantity(figure.value, figure.unit), targetText(figure), verdictOf(figure)];
}

function cellsOf(figure: Figure): Cells {
  return [...briefCells(figure), figure.note ?? ""];
}
