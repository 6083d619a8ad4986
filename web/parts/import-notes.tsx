// What is worth knowing of an import, before it and after it: plans that it brings, what it decided or left out.
import { IconInfoCircle } from "@tabler/icons-react";
import type { ImportReport } from "../../protocol/http/members.ts";
import { EN_PARTS } from "../words/en-parts.ts";
import css from "./import-members.module.css";

const words = EN_PARTS.import;

export function ImportNotes({ report }: { readonly report: ImportReport }) {
  const { plansCreated, notes, dryRun } = report;
  const plans = plansCreated.join(", ");
  const said = [
    ...(plansCreated.length > 0 ? [words[dryRun ? "newPlans" : "plansMade"](plans)] : []),
    ...notes,
  ];
  if (said.length === 0) return null;
  return (
    <ul className={css.notes} aria-label={words.notes}>
      {said.map((note) => (
        <li key={note}>
          <IconInfoCircle size={18} aria-hidden /> <span>{note}</span>
        </li>
      ))}
    </ul>
  );
}
