// How long something takes: half, 95 and 99 of 100, now and through the day.
import type { ReactNode } from "react";
import type { RealtimeHistory, RealtimeNow } from "../../protocol/http/realtime.ts";
import { EN_REALTIME } from "../words/en-realtime.ts";
import { writeCount } from "../words/wording.ts";
import { Sparkline } from "./sparkline.tsx";
import { writeMs } from "./write-figures.ts";
import css from "./realtime.module.css";

const words = EN_REALTIME;

interface TimeCardProps {
  readonly which: "scanToDecision" | "commitToScreen";
  readonly now: RealtimeNow;
  readonly history: RealtimeHistory | undefined;
  readonly badge: ReactNode;
}

export function TimeCard({ which, now, history, badge }: TimeCardProps) {
  const lately = now.times[which];
  const today = history?.times[which];
  const label = words[which];
  return (
    <article className={css.card} data-figure={which} data-wide>
      {badge}
      <h2>{label}</h2>
      <div className={css.timeRow}>
        <dl className={css.percentiles}>
          {(["p50", "p95", "p99"] as const).map((name) => (
            <div key={name} data-main={name === "p50" || undefined}>
              <dt>{words[name]}</dt>
              <dd data-percentile={name}>{writeMs(lately[name])}</dd>
            </div>
          ))}
        </dl>
        <Sparkline
          history={history}
          line={{ name: "p95", read: (point) => point[which].p95 }}
          label={words.sparkline(label)}
        />
      </div>
      <p className={css.detail}>
        {lately.count === 0 ? words.noneLately : words.lastMinutes(writeCount(lately.count))}
        {today !== undefined && today.count > 0 && ` · ${words.today(writeMs(today.p95))}`}
      </p>
      <p className={css.help}>{words[`${which}Help`]}</p>
    </article>
  );
}
