// What the door said, admitted and refused alike, with every reason as a sentence.
import { IconAlertTriangle, IconBan, IconCircleCheck } from "@tabler/icons-react";
import { sentenceOf } from "../../domain/reason.ts";
import type { DecisionRow } from "../../protocol/http/members.ts";
import { useDecisions } from "../api/members.ts";
import { useSites } from "../api/sites.ts";
import { useSite } from "../connection/site-connection.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { wordingIn } from "../words/wording.ts";
import { Panel } from "./panel.tsx";
import css from "./profile.module.css";

const words = EN_MEMBERS.profile;
const ICONS = { admit: IconCircleCheck, warn: IconAlertTriangle, refuse: IconBan } as const;

export function DecisionsPanel({ id }: { readonly id: string }) {
  const { data, error, refetch } = useDecisions(id);
  const isManySites = (useSites().data?.length ?? 1) > 1;
  return (
    <Panel title={words.decisionsTitle}>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data?.length === 0 && <p className={css.soft}>{words.decisionsNone}</p>}
      <ol className={css.decisions}>
        {data?.map((row) => (
          <DecisionLine key={row.decision.id} row={row} isManySites={isManySites} />
        ))}
      </ol>
    </Panel>
  );
}

interface DecisionLineProps {
  readonly row: DecisionRow;
  readonly isManySites: boolean;
}

function DecisionLine({ row, isManySites }: DecisionLineProps) {
  const { decision, siteName, door } = row;
  const wording = wordingIn(useSite().timeZone);
  const Icon = ICONS[decision.verdict];
  return (
    <li>
      <span className={css.verdict} data-verdict={decision.verdict}>
        <Icon size={17} aria-hidden /> {words.verdict[decision.verdict]}
      </span>
      <span className={css.reasons}>
        {decision.reasons.map((reason) => (
          <span key={reason.code}>{sentenceOf(reason, wording)}</span>
        ))}
      </span>
      <span className={css.when}>
        {wording.when(decision.at)} · {isManySites ? `${siteName} · ${door}` : door}
      </span>
    </li>
  );
}
