// Every decision that desks made by themselves, the latest first.
import { sentenceOf } from "../../domain/reason.ts";
import type { OfflineDecision } from "../../protocol/http/offline.ts";
import { useWording } from "../connection/site-wording.ts";
import { EN_OFFLINE } from "../words/en-offline.ts";
import { deviceOf } from "./clash-line.tsx";
import css from "./offline-report.module.css";

const words = EN_OFFLINE.report;

export function DecisionTable({ decisions }: { readonly decisions: readonly OfflineDecision[] }) {
  const wording = useWording();
  if (decisions.length === 0) return <p className={css.soft}>{words.none}</p>;
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">{words.when}</th>
          <th scope="col">{words.who}</th>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.desk}</th>
        </tr>
      </thead>
      <tbody>
        {decisions.map((row) => (
          <tr key={row.decision.id}>
            <td>{wording.when(row.decision.at)}</td>
            <td>{row.decision.member?.fullName ?? words.unknown}</td>
            <td>
              {said(row)}
              {row.decision.reasons.map((reason) => (
                <span key={reason.code} className={css.soft}>
                  {sentenceOf(reason, wording)}
                </span>
              ))}
            </td>
            <td>
              {deviceOf(row)}
              {row.staff !== null && <span className={css.soft}>{row.staff}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function said({ command, decision: { verdict, reasons } }: OfflineDecision): string {
  if (command === "check_in") {
    const isInside = reasons.some(({ code }) => code === "already-inside");
    return verdict === "warn" && isInside ? words.alreadyIn : words.verdicts[verdict];
  }
  const isRefused = verdict === "refuse";
  if (command === "check_out") return isRefused ? words.notLeft : words.left;
  return isRefused ? words.notUndone : words.undone;
}
