// The figures of the moment, each with what it means in one line.
import type { ReactNode } from "react";
import type { RealtimeHistory, RealtimeNow } from "../../protocol/http/realtime.ts";
import { useWording } from "../connection/site-wording.ts";
import { FreshBadge } from "../parts/live-badge.tsx";
import { EN_REALTIME } from "../words/en-realtime.ts";
import { writeCount } from "../words/wording.ts";
import { TimeCard } from "./time-card.tsx";
import { writeBytes, writeRate } from "./write-figures.ts";
import css from "./realtime.module.css";

const words = EN_REALTIME;
/** What a server closes those with who are too slow for too long. */
const TOO_SLOW = "1013";

interface FigureCardsProps {
  readonly now: RealtimeNow;
  readonly isFresh: boolean;
  readonly history: RealtimeHistory | undefined;
}

export function FigureCards({ now, isFresh, history }: FigureCardsProps) {
  const { day, rates, servers } = now;
  const badge = <FreshBadge isFresh={isFresh} at={now.at} />;
  return (
    <section className={css.cards} aria-label={words.figures}>
      <TimeCard which="scanToDecision" now={now} history={history} badge={badge} />
      <TimeCard which="commitToScreen" now={now} history={history} badge={badge} />
      <Card name="clients" label={words.clients} help={words.clientsHelp} badge={badge}>
        <Value>{writeCount(now.clients)}</Value>
        <Detail>{words.opened(writeCount(day.opened))}</Detail>
      </Card>
      <Card name="servers" label={words.servers} help={words.serversHelp} badge={badge}>
        <Value>{writeCount(servers.length)}</Value>
        <Detail>{leavingText(now)}</Detail>
      </Card>
      <Card name="events" label={words.events} help={words.eventsHelp} badge={badge}>
        <Value>{writeRate(rates.events)}</Value>
        <Detail>{words.eventsToday(writeCount(day.events), writeCount(day.commands))}</Detail>
      </Card>
      <Card name="saved" label={words.saved} help={words.savedHelp} badge={badge}>
        <Value>{writeBytes(Math.max(0, day.savedBytes))}</Value>
        <Detail>{savedText(now)}</Detail>
      </Card>
      <Card name="resumed" label={words.resumed} help={words.resumedHelp} badge={badge}>
        <Value>{writeCount(day.resumed)}</Value>
        <Detail>{words.inDay}</Detail>
      </Card>
      <Card name="reset" label={words.reset} help={words.resetHelp} badge={badge}>
        <Value>{writeCount(day.resets.reduce((sum, { count }) => sum + count, 0))}</Value>
        <Detail>{resetText(now)}</Detail>
      </Card>
      <Card name="behind" label={words.behind} help={words.behindHelp} badge={badge}>
        <Value>{writeCount(day.behind)}</Value>
        <Detail>{words.closed(writeCount(closedAsSlow(now)))}</Detail>
      </Card>
      <Card name="hints" label={words.hints} help={words.hintsHelp} badge={badge}>
        <Value>{writeCount(day.hintsLost)}</Value>
        <Detail>
          {servers.length < 2 ? words.oneServer : words.hintsHeard(writeCount(day.hintsHeard))}
        </Detail>
      </Card>
      <UnsyncedCard now={now} badge={badge} />
    </section>
  );
}

function UnsyncedCard({ now, badge }: { readonly now: RealtimeNow; readonly badge: ReactNode }) {
  const wording = useWording();
  const { unsynced } = now;
  return (
    <Card name="unsynced" label={words.unsynced} help={words.unsyncedHelp} badge={badge}>
      <Value>{unsynced === null ? "–" : wording.time(unsynced.at)}</Value>
      <Detail>
        {unsynced === null ? words.allSynced : words.unsyncedAt(unsynced.waiting, unsynced.account)}
      </Detail>
    </Card>
  );
}

interface CardProps {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly badge: ReactNode;
  readonly children: ReactNode;
}

function Card({ name, label, help, badge, children }: CardProps) {
  return (
    <article className={css.card} data-figure={name}>
      {badge}
      <h2>{label}</h2>
      {children}
      <p className={css.help}>{help}</p>
    </article>
  );
}

const Value = ({ children }: { readonly children: ReactNode }) => (
  <p className={css.value}>{children}</p>
);

const Detail = ({ children }: { readonly children: ReactNode }) => (
  <p className={css.detail}>{children}</p>
);

function leavingText({ servers }: RealtimeNow): string {
  const leaving = servers.filter(({ isDraining }) => isDraining).length;
  return leaving === 0 ? words.allRunning : words.draining(leaving);
}

function resetText({ day }: RealtimeNow): string {
  if (day.resets.length === 0) return words.noResets;
  return day.resets
    .map(({ reason, count }) => words.reason(writeCount(count), words.resets[reason] ?? reason))
    .join(", ");
}

const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 0 });

function savedText({ day }: RealtimeNow): string {
  const { bytes, savedBytes } = day;
  if (savedBytes <= 0) return words.sentOnly(writeBytes(bytes));
  return words.sent(writeBytes(bytes), percent.format(savedBytes / (bytes + savedBytes)));
}

function closedAsSlow({ day }: RealtimeNow): number {
  return day.closed.find(({ reason }) => reason === TOO_SLOW)?.count ?? 0;
}
