// How to reach them, since when they are here, and what staff noted.
import type { MemberProfile } from "../../protocol/http/members.ts";
import { useSite } from "../connection/site-connection.tsx";
import { yearsBetween } from "../parts/calendar.ts";
import { EN_MEMBERS } from "../words/en-members.ts";
import { dayIn, wordingIn, writeCount, writeDay } from "../words/wording.ts";
import css from "./profile.module.css";

const words = EN_MEMBERS.profile;

export function FactsPanel({ member }: { readonly member: MemberProfile }) {
  const { timeZone } = useSite();
  const { phone, email, birthDate, joinedOn, visitCount, lastVisitAt, note } = member;
  const age = birthDate === null ? null : yearsBetween(birthDate, dayIn(timeZone));
  return (
    <section className={css.panel}>
      <dl className={css.facts}>
        {phone !== null && (
          <>
            <dt>{words.phone}</dt>
            <dd>
              <a href={`tel:${phone}`}>{phone}</a>
            </dd>
          </>
        )}
        {email !== null && (
          <>
            <dt>{words.email}</dt>
            <dd>
              <a href={`mailto:${email}`}>{email}</a>
            </dd>
          </>
        )}
        {birthDate !== null && age !== null && (
          <>
            <dt>{words.birthDate}</dt>
            <dd>
              {writeDay(birthDate)} · {words.age(age)}
            </dd>
          </>
        )}
        <dt>{words.memberSince}</dt>
        <dd>{writeDay(joinedOn)}</dd>
        <dt>{words.visits}</dt>
        <dd>{writeCount(visitCount)}</dd>
        <dt>{words.lastVisit}</dt>
        <dd>{lastVisitAt === null ? EN_MEMBERS.never : wordingIn(timeZone).when(lastVisitAt)}</dd>
      </dl>
      {note !== "" && (
        <div className={css.note}>
          <h2>{words.note}</h2>
          <p>{note}</p>
        </div>
      )}
    </section>
  );
}
