// The first lines of a file as they were understood, days and amounts written out.
import type { ImportReport } from "../../protocol/http/members.ts";
import { EN_PARTS } from "../words/en-parts.ts";
import { writeDay, writeMoney } from "../words/wording.ts";
import css from "./import-members.module.css";

const words = EN_PARTS.import;
const DAYS = new Set(["birthDate", "startsOn", "endsOn"]);

export function ImportSample({ sample }: Pick<ImportReport, "sample">) {
  // A column that says nothing here would only push the others out of sight.
  const said = sample.flatMap(({ cells }) => cells.filter(({ value }) => value !== null));
  const fields = new Set(said.map(({ field }) => field));
  return (
    <section className={css.sample}>
      <h2>{words.sample}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div tabIndex={0}>
        <table>
          <thead>
            <tr>
              {[...fields].map((field) => (
                <th key={field} scope="col">
                  {fieldName(field)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.map(({ line, cells }) => (
              <tr key={line}>
                {cells
                  .filter(({ field }) => fields.has(field))
                  .map(({ field, value }) => (
                    <td key={field}>{value === null ? "–" : writeCell(field, value)}</td>
                  ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function writeCell(field: string, value: string): string {
  if (DAYS.has(field)) return writeDay(value);
  return field === "due" ? writeMoney(Number(value)) : value;
}

/** A field by its word; one that has none by its own name. */
export function fieldName(field: string): string {
  const names: Readonly<Record<string, string>> = words.fields;
  return names[field] ?? field;
}
