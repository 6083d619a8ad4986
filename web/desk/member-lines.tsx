// What the desk should know of a member at a glance. The verdict never waits for it.
import type { MemberBrief } from "../../domain/member.ts";
import type { MemberProfile } from "../../protocol/http/members.ts";
import { useMember } from "../api/members.ts";
import { useRight } from "../api/session.ts";
import { EN } from "../words/en.ts";
import { writeDay } from "../words/wording.ts";
import css from "./verdict-panel.module.css";

export function MemberLines({ member }: { readonly member: MemberBrief }) {
  const mayView = useRight("members:view");
  return (
    <div className={css.lines}>
      <span>{EN.desk.number(member.membershipNumber)}</span>
      {mayView && <ProfileLines memberId={member.id} />}
    </div>
  );
}

function ProfileLines({ memberId }: { readonly memberId: string }) {
  const { data } = useMember(memberId);
  if (data === undefined) return null;
  const words = EN.desk;
  return (
    <>
      <span>{planLine(data)}</span>
      {data.visitCount <= 1 && data.lastVisitAt !== null && (
        <span className={css.first}>{words.firstVisit}</span>
      )}
    </>
  );
}

/** What staff wrote down, below the reasons. */
export function MemberNote({ memberId }: { readonly memberId: string }) {
  const mayView = useRight("members:view");
  return mayView ? <ProfileNote memberId={memberId} /> : null;
}

function ProfileNote({ memberId }: { readonly memberId: string }) {
  const note = useMember(memberId).data?.note ?? "";
  if (note === "") return null;
  return (
    <p className={css.note}>
      <b>{EN.desk.note}:</b> {note}
    </p>
  );
}

function planLine({ planName, state, endsOn, memberships }: MemberProfile): string {
  const words = EN.desk;
  if (planName === null) return words.states.none;
  if (state !== "active") return `${planName} · ${words.states[state]}`;
  const visitsLeft = memberships.find((one) => one.planName === planName)?.visitsLeft ?? null;
  const rest = visitsLeft === null ? [] : [words.visitsLeft(visitsLeft)];
  return [planName, endsOn === null ? words.openEnd : words.ends(writeDay(endsOn)), ...rest].join(
    " · ",
  );
}
