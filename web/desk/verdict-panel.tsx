// The answer to a scan, readable from two metres: verdict, photo, name, every reason, what to do.
import {
  IconAlertTriangle,
  IconBan,
  IconBarcode,
  IconCircleCheck,
  IconClockPause,
  IconCloudOff,
  IconHome,
  IconInfoCircle,
  IconLogout2,
  IconUserQuestion,
} from "@tabler/icons-react";
import type { ComponentType, ReactNode } from "react";
import type { SiteState } from "../../client/site-state.ts";
import type { MemberBrief } from "../../domain/member.ts";
import { Face } from "../parts/face.tsx";
import { useSiteValue } from "../connection/site-connection.tsx";
import { useWording } from "../connection/site-wording.ts";
import { EN_OFFLINE } from "../words/en-offline.ts";
import { EN } from "../words/en.ts";
import type { DeskEntry } from "./desk-log.ts";
import { isLate } from "./desk-log.ts";
import { MemberLines, MemberNote } from "./member-lines.tsx";
import { VerdictActions } from "./verdict-actions.tsx";
import type { Tone } from "./verdict-view.ts";
import { verdictView } from "./verdict-view.ts";
import { waitingWords } from "./waiting-words.ts";
import css from "./verdict-panel.module.css";

export const TONE_ICONS: Readonly<
  Record<Tone, ComponentType<{ size?: number; stroke?: number; "aria-hidden"?: boolean }>>
> = {
  admit: IconCircleCheck,
  warn: IconAlertTriangle,
  refuse: IconBan,
  inside: IconHome,
  out: IconLogout2,
  plain: IconInfoCircle,
  waiting: IconClockPause,
};

interface VerdictPanelProps {
  readonly entry: DeskEntry;
  /** Smaller, over another screen. */
  readonly isCompact?: boolean;
  readonly corner?: ReactNode;
}

export function VerdictPanel({ entry, isCompact = false, corner }: VerdictPanelProps) {
  const wording = useWording();
  const { tone, word, sentences } = verdictView(entry, wording);
  const Icon = TONE_ICONS[tone];
  const member = memberOf(entry);
  return (
    <section
      className={css.panel}
      data-tone={tone}
      data-compact={isCompact || undefined}
      data-command={entry.commandId}
      aria-label={word}
    >
      <div className={css.band}>
        <Icon size={isCompact ? 26 : 38} stroke={2} aria-hidden />
        <output className={css.word}>{word}</output>
        {corner}
      </div>
      <div className={css.body}>
        <Who entry={entry} member={member} isCompact={isCompact} />
        <div className={css.story}>
          <h2 className={css.name}>{nameOf(entry, member)}</h2>
          {member !== null && !isCompact && <MemberLines member={member} />}
          {member !== null && isCompact && (
            <p className={css.number}>{EN.desk.number(member.membershipNumber)}</p>
          )}
          {entry.since === "left" && (
            <p className={css.since}>
              <IconLogout2 size={18} aria-hidden />
              {EN.desk.hasLeft}
            </p>
          )}
          <Sentences tone={tone} sentences={sentences} />
          <Own entry={entry} />
          <Late entry={entry} />
          {member !== null && !isCompact && <MemberNote memberId={member.id} />}
          <VerdictActions entry={entry} member={member} />
        </div>
      </div>
      <Foot entry={entry} />
    </section>
  );
}

function Who({
  entry,
  member,
  isCompact,
}: {
  readonly entry: DeskEntry;
  readonly member: MemberBrief | null;
  readonly isCompact: boolean;
}) {
  const size = isCompact ? 84 : 208;
  if (member === null) {
    const Mark = entry.state.as === "waiting" ? IconBarcode : IconUserQuestion;
    return (
      <span className={css.nobody} aria-hidden>
        <Mark size={isCompact ? 40 : 88} stroke={1.3} />
      </span>
    );
  }
  return (
    <span className={css.photo}>
      <Face name={member.fullName} photoUrl={member.photoUrl} size={size} />
    </span>
  );
}

const waitingNow = ({ connection }: SiteState) => waitingWords(connection, Date.now());

function Sentences({
  tone,
  sentences,
}: {
  readonly tone: Tone;
  readonly sentences: readonly string[];
}) {
  const waiting = useSiteValue(waitingNow);
  if (tone === "waiting") {
    return <p className={css.help}>{waiting}</p>;
  }
  if (sentences.length === 0) return null;
  return (
    <ul className={css.reasons}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

/** Whoever decided without the server says so. */
function Own({ entry: { state } }: { readonly entry: DeskEntry }) {
  if (state.as !== "answered" || !state.isOwn) return null;
  return (
    <p className={css.since}>
      <IconCloudOff size={18} aria-hidden />
      {EN_OFFLINE.hereHelp}
    </p>
  );
}

/** An answer that came long after its scan says so: nobody stands there any more. */
function Late({ entry }: { readonly entry: DeskEntry }) {
  const wording = useWording();
  const { state, askedAt } = entry;
  if (state.as !== "answered" || !isLate(entry)) return null;
  const [asked, answered] = [askedAt, state.answeredAt].map((ms) =>
    wording.clock(new Date(ms).toISOString()),
  );
  const { answeredLate, answeredNow } = EN.verdict;
  return (
    <p className={css.since}>
      <IconClockPause size={18} aria-hidden />
      {asked === answered ? answeredNow(asked ?? "") : answeredLate(asked ?? "", answered ?? "")}
    </p>
  );
}

function Foot({ entry }: { readonly entry: DeskEntry }) {
  const wording = useWording();
  const { state, credential } = entry;
  const parts = [wording.clock(new Date(entry.askedAt).toISOString())];
  if (state.as === "answered" && state.tookMs !== null && !isLate(entry)) {
    parts.push(EN.desk.decidedIn(Math.max(1, Math.round(state.tookMs))));
  }
  if (credential !== null) parts.push(EN.desk.code(credential));
  return <p className={css.foot}>{parts.join(" · ")}</p>;
}

export function memberOf({ member, state }: DeskEntry): MemberBrief | null {
  if (state.as !== "answered") return member;
  return state.answer.decision.member ?? state.answer.visit?.member ?? member;
}

export function nameOf(entry: DeskEntry, member: MemberBrief | null): string {
  if (member !== null) return member.fullName;
  const isKnown = entry.state.as === "answered";
  return isKnown || entry.credential === null
    ? EN.desk.unknownCard
    : EN.desk.code(entry.credential);
}
