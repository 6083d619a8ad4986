// The day in numbers, each beside what is usual for this hour where that is known.
import { IconArrowDownRight, IconArrowUpRight, IconEqual } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { LiveView } from "../../domain/live-view.ts";
import { averageStayMinutes } from "../../domain/statistics.ts";
import { useSiteNow } from "../connection/use-site-now.ts";
import { useWording } from "../connection/site-wording.ts";
import { EN } from "../words/en.ts";
import { writeCount, writeMinutes } from "../words/wording.ts";
import { LiveBadge } from "../parts/live-badge.tsx";
import { localTimeOf } from "./local-time.ts";
import { useUsual } from "./use-usual.ts";
import type { Trend } from "./usual-now.ts";
import { trendOf, usualAt } from "./usual-now.ts";
import css from "./counter-cards.module.css";

export function CounterCards({ view }: { readonly view: LiveView }) {
  const wording = useWording();
  const now = useSiteNow(10_000);
  const usual = useUsual().data;
  const atThisHour =
    usual === undefined ? null : usualAt(usual, localTimeOf(now, view.site.timeZone));
  const { statistics, site } = view;
  const { currentlyIn, todayTotal, uniqueToday, refusedToday, stays, busiest } = statistics;
  const stay = averageStayMinutes(statistics);
  const words = EN.live;
  const asked = todayTotal + refusedToday;
  return (
    <section className={css.cards} aria-label={words.title}>
      <Counter name="in" label={words.in} value={writeCount(currentlyIn)}>
        <Occupancy count={currentlyIn} capacity={site.capacity} />
        <TrendLine trend={atThisHour && trendOf(currentlyIn, atThisHour.inside)} />
      </Counter>
      <Counter name="check-ins" label={words.checkIns} value={writeCount(todayTotal)}>
        <TrendLine trend={atThisHour && trendOf(todayTotal, atThisHour.checkIns)} />
      </Counter>
      <Counter name="unique" label={words.unique} value={writeCount(uniqueToday)}>
        <Detail>{words.cameAgain(todayTotal - uniqueToday)}</Detail>
      </Counter>
      <Counter
        name="stay"
        label={words.stay}
        value={stay === null ? "–" : <Length text={writeMinutes(stay)} />}
      >
        <Detail>{stays.count === 0 ? words.noStays : words.stays(stays.count)}</Detail>
      </Counter>
      <Counter name="refused" label={words.refused} value={writeCount(refusedToday)}>
        <Detail>
          {refusedToday === 0 ? words.noneRefused : words.refusedShare(share(refusedToday / asked))}
        </Detail>
      </Counter>
      <Counter
        name="busiest"
        label={words.busiest}
        value={busiest === null ? "–" : writeCount(busiest.count)}
      >
        <Detail>
          {busiest === null ? words.noBusiest : words.busiestAt(wording.clock(busiest.at))}
        </Detail>
      </Counter>
    </section>
  );
}

const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

function share(part: number): string {
  return percent.format(part);
}

interface CounterProps {
  readonly name: string;
  readonly label: string;
  readonly value: ReactNode;
  readonly children: ReactNode;
}

function Counter({ name, label, value, children }: CounterProps) {
  return (
    <article className={css.card} data-counter={name}>
      <LiveBadge breathes={name === "in"} />
      <h2>{label}</h2>
      <p className={css.value}>{value}</p>
      {children}
    </article>
  );
}

/** Figures large, units small. */
function Length({ text }: { readonly text: string }) {
  return text
    .split(" ")
    .map((part, index) => (index % 2 === 0 ? part : <small key={part}> {part} </small>));
}

function Detail({ children }: { readonly children: ReactNode }) {
  return <p className={css.detail}>{children}</p>;
}

function Occupancy({
  count,
  capacity,
}: {
  readonly count: number;
  readonly capacity: number | null;
}) {
  const words = EN.live;
  if (capacity === null) return null;
  const part = Math.min(1, count / capacity);
  const state = part >= 1 ? words.full : part >= 0.9 ? words.nearlyFull : null;
  return (
    <div className={css.occupancy}>
      <div
        className={css.bar}
        role="meter"
        aria-label={words.barLabel(count, capacity)}
        aria-valuenow={count}
        aria-valuemin={0}
        aria-valuemax={capacity}
      >
        <span style={{ inlineSize: `${part * 100}%` }} />
      </div>
      <span>
        {words.ofCapacity(capacity)} · {state ?? words.free(capacity - count)}
      </span>
    </div>
  );
}

const TREND_ICONS = { above: IconArrowUpRight, below: IconArrowDownRight, same: IconEqual };

function TrendLine({ trend }: { readonly trend: Trend | null }) {
  const words = EN.live.trend;
  if (trend === null) return <Detail>{words.unknown}</Detail>;
  const { direction } = trend;
  const by = writeCount(trend.by);
  const usual = writeCount(trend.usual);
  const Icon = TREND_ICONS[direction];
  return (
    <p className={css.detail}>
      <Icon size={16} aria-hidden />
      <span>{direction === "same" ? words.same(usual) : words[direction](by, usual)}</span>
    </p>
  );
}
