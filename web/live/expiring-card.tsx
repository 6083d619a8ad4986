// Memberships that end soon. Not live: it looks so, and says when it was read.
import { Link } from "wouter";
import { useRight } from "../api/session.ts";
import { Face } from "../parts/face.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN } from "../words/en.ts";
import { writeDay } from "../words/wording.ts";
import { ComputedBadge } from "../parts/live-badge.tsx";
import { Panel } from "../parts/panel.tsx";
import { useExpiring } from "./use-usual.ts";
import css from "./expiring-card.module.css";

const MOST_SHOWN = 6;

export function ExpiringCard() {
  const words = EN.live.expiring;
  const isLinked = useRight("members:view");
  const { data, error, refetch } = useExpiring();
  return (
    <Panel
      title={words.title}
      isStatic
      mark={data === undefined ? undefined : <ComputedBadge at={data.computedAt} />}
    >
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data !== undefined && data.rows.length === 0 && <p className={css.none}>{words.none}</p>}
      <ul className={css.rows}>
        {data?.rows.slice(0, MOST_SHOWN).map(({ id, fullName, photoUrl, planName, endsOn }) => (
          <li key={id + endsOn}>
            <Face name={fullName} photoUrl={photoUrl} size={36} />
            {isLinked ? <Link href={`/members/${id}`}>{fullName}</Link> : <b>{fullName}</b>}
            <span>{planName}</span>
            <span>{words.ends(writeDay(endsOn))}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
