// What the desk should know of a member at a glance. The verdict never waits for it.
import type { MemberBrief } from "../../domain/member.ts";
import type { MemberProfile } from "../../protocol/http/members.ts";
import { useMember } from "../api/members.ts";
import { useRight } from "../api/session.ts";
import { useSite } from "../connection/site-connection.tsx";
import { personOf } from "../offline/found-in-book.ts";
import { useOffline } from "../offline/use-offline.ts";
import { EN } from "../words/en.ts";
import { dayIn, writeDay } from "../words/wording.ts";
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
  if (data === undefined) return <BookLines memberId={memberId} />;
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

/** Without the server, what this desk's own book says. */
function BookLines({ memberId }: { readonly memberId: string }) {
  const member = useOffline().book?.members.get(memberId);
  const { timeZone } = useSite();
  if (member === undefined) return null;
  const { planName, state } = personOf(member, dayIn(timeZone));
  const words = EN.desk.states;
  const said = planName === null || state === "active" ? [] : [words[state]];
  return <span>{[planName ?? words.none, ...said].join(" · ")}</span>;
}

/** What staff wrote down, below the reasons. */
export function MemberNote({ memberId }: { readonly memberId: string }) {
  const mayView = useRight("members:view");
  return mayView ? <ProfileNote memberId={memberId} /> : null;
}

function ProfileNote({ memberId }: { readonly memberId: string }) {
  const { book } = useOffline();
  const profile = useMember(memberId).data;
  const note = (profile ?? book?.members.get(memberId))?.note ?? "";
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
