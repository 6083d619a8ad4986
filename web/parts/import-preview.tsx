// What an import would do: how many of each, how the columns are understood, what must be mended.
import { IconAlertTriangle, IconArrowRight } from "@tabler/icons-react";
import type { ImportReport } from "../../protocol/http/members.ts";
import { EN_PARTS } from "../words/en-parts.ts";
import { writeCount } from "../words/wording.ts";
import { ImportNotes } from "./import-notes.tsx";
import { fieldName, ImportSample } from "./import-sample.tsx";
import css from "./import-members.module.css";

const words = EN_PARTS.import;
const MOST_FAULTS = 50;

export function ImportPreview({ report }: { readonly report: ImportReport }) {
  const { added, updated, unchanged, lines, columns, faults, sample } = report;
  const nothingToDo = faults.length === 0 && added + updated === 0;
  return (
    <>
      <dl className={css.counts}>
        <Count value={added} label={words.added} />
        <Count value={updated} label={words.updated} />
        <Count value={unchanged} label={words.unchanged} />
      </dl>
      <p className={css.soft}>
        {words.lines(writeCount(lines))}. {nothingToDo ? words.nothingToDo : words.nothingYet}
      </p>
      {faults.length > 0 && <Faults faults={faults} />}
      <ImportNotes report={report} />
      {sample.length > 0 && <ImportSample sample={sample} />}
      <details className={css.columns} open={columns.some((column) => column.field === null)}>
        <summary>{words.columns}</summary>
        <ul>
          {columns.map(({ heading, field }) => (
            <li key={heading} data-ignored={field === null}>
              {field === null ? (
                <>
                  <IconAlertTriangle size={16} aria-hidden />
                  <span>{words.ignored(heading)}</span>
                </>
              ) : (
                <>
                  <b>{heading}</b>
                  <IconArrowRight size={15} aria-hidden />
                  <span>{fieldName(field)}</span>
                </>
              )}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function Count({ value, label }: { readonly value: number; readonly label: string }) {
  return (
    <div data-zero={value === 0}>
      <dd>{writeCount(value)}</dd>
      <dt>{label}</dt>
    </div>
  );
}

function Faults({ faults }: Pick<ImportReport, "faults">) {
  return (
    <section className={css.faults} role="alert">
      <h2>
        <IconAlertTriangle size={18} aria-hidden /> {words.faults(writeCount(faults.length))}
      </h2>
      <p>{words.faultsHelp}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling list must be reachable by keyboard */}
      <ul tabIndex={0}>
        {faults.slice(0, MOST_FAULTS).map(({ line, reason }) => (
          <li key={`${line} ${reason}`}>
            <b>{words.line(line)}</b> {reason}
          </li>
        ))}
        {faults.length > MOST_FAULTS && (
          <li>{words.moreFaults(writeCount(faults.length - MOST_FAULTS))}</li>
        )}
      </ul>
    </section>
  );
}
