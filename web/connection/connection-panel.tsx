// What is behind the state of the connection: what it means, what to do, and how the connection does.
import type { SiteState } from "../../client/site-state.ts";
import { EN } from "../words/en.ts";
import { resetText } from "./connection-words.ts";
import type { ConnectionWords } from "./connection-words.ts";
import { useSiteValue } from "./site-connection.tsx";
import css from "./connection-panel.module.css";

const words = EN.connection.figures;
const healthOf = ({ health }: SiteState) => health;
const tabsOf = ({ tabs }: SiteState) => tabs;
const resetsOf = ({ resets }: SiteState) => resets;
const isLiveOf = ({ connection }: SiteState) => connection.kind === "live";
const isKeepingOf = ({ isKeeping }: SiteState) => isKeeping;

interface ConnectionPanelProps {
  readonly id: string;
  readonly words: ConnectionWords;
}

/** Opened by a button that names it as its `popoverTarget`. */
export function ConnectionPanel({ id, words: said }: ConnectionPanelProps) {
  const isKeeping = useSiteValue(isKeepingOf);
  return (
    <div id={id} popover="auto" className={css.panel} role="dialog" aria-label={words.title}>
      <p className={css.help}>{said.help}</p>
      {!isKeeping && <p className={css.note}>{words.notKeeping}</p>}
      <Figures />
    </div>
  );
}

function Figures() {
  const health = useSiteValue(healthOf);
  const tabs = useSiteValue(tabsOf);
  const resets = useSiteValue(resetsOf);
  const isLive = useSiteValue(isLiveOf);
  const { latencyMs, jitterMs } = health;
  const now = [
    [words.quality, words.ofHundred(health.quality)],
    [words.latency, latencyMs === null ? words.unknown : words.ms(latencyMs, jitterMs ?? 0)],
    [words.lag, health.lagMs === 0 ? words.upToDate : words.behind(health.lagMs)],
  ] as const;
  const rows = [
    ...(isLive ? now : []),
    [words.lost, `${health.lost}`],
    [words.resumed, `${health.resumed}`],
    [words.reset, resetText(resets)],
    [words.tabs, `${tabs}`],
  ] as const;
  return (
    <dl className={css.figures}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
