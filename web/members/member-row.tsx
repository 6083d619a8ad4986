// One member of the list; the whole row leads to the profile.
import { IconDoorEnter } from "@tabler/icons-react";
import { memo } from "react";
import { Link } from "wouter";
import type { MemberRow as Row } from "../../protocol/http/members.ts";
import { Face } from "../parts/face.tsx";
import { StateMark } from "../parts/state-mark.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { wordingIn } from "../words/wording.ts";
import css from "./member-list.module.css";

interface MemberRowProps {
  readonly row: Row;
  readonly timeZone: string;
}

export const MemberRow = memo(function MemberRow({ row, timeZone }: MemberRowProps) {
  const wording = wordingIn(timeZone);
  return (
    <tr className={css.row}>
      <td className={css.whoCell}>
        <div className={css.who}>
          <Face name={row.fullName} photoUrl={row.photoUrl} size={44} />
          <Link href={`/members/${row.id}`} className={css.name} data-member-link>
            {row.fullName}
          </Link>
        </div>
      </td>
      <td className={css.number}>{row.membershipNumber}</td>
      <td className={css.plan}>{row.planName ?? "–"}</td>
      <td className={css.state}>
        <StateMark state={row.state} isBarred={row.isBarred} dueCents={row.dueCents} />
      </td>
      <td className={css.ends}>{row.endsOn === null ? endless(row) : wording.day(row.endsOn)}</td>
      <td className={css.inside}>
        {row.insideSince !== null && (
          <span className={css.in}>
            <IconDoorEnter size={16} aria-hidden />
            <span className={css.inWord}>{EN_MEMBERS.inside}</span>
            {wording.time(row.insideSince)}
          </span>
        )}
      </td>
      <td className={css.last}>
        {row.lastVisitAt === null ? EN_MEMBERS.never : wording.when(row.lastVisitAt)}
      </td>
    </tr>
  );
});

function endless(row: Row): string {
  return row.state === "none" ? "–" : EN_MEMBERS.endless;
}
