// The connection in words, on every screen.
import { IconCloudOff, IconLogout, IconRefresh } from "@tabler/icons-react";
import { useId } from "react";
import type { SiteState } from "../../client/site-state.ts";
import { wordingIn } from "../words/wording.ts";
import { ConnectionPanel } from "./connection-panel.tsx";
import { connectionWords } from "./connection-words.ts";
import type { ConnectionWords } from "./connection-words.ts";
import { useSite, useSiteValue } from "./site-connection.tsx";
import { useNow } from "./use-now.ts";
import css from "./connection-badge.module.css";

/** Between two things that are said; where there is little room they stand below each other. */
const SEPARATOR = " · ";

const connectionOf = ({ connection }: SiteState) => connection;
const latencyOf = ({ latencyMs }: SiteState) => latencyMs;
const waitingOf = ({ waiting }: SiteState) => waiting;
const isKeepingOf = ({ isKeeping }: SiteState) => isKeeping;

export function useConnectionWords(): ConnectionWords {
  const connection = useSiteValue(connectionOf);
  const latencyMs = useSiteValue(latencyOf);
  const waiting = useSiteValue(waitingOf);
  const isKeeping = useSiteValue(isKeepingOf);
  const { timeZone } = useSite();
  const now = useNow(1_000);
  const clock = (ms: number) => wordingIn(timeZone).clock(new Date(ms).toISOString());
  return connectionWords(connection, { latencyMs, waiting, isKeeping, now, clock });
}

export function ConnectionBadge({ words }: { readonly words: ConnectionWords }) {
  const { tone, text } = words;
  const panelId = useId();
  const isOutOfDate = useSiteValue(connectionOf).kind === "out-of-date";
  const content = (
    <>
      <Mark tone={tone} isOutOfDate={isOutOfDate} />
      <span className={css.text}>
        {text.split(SEPARATOR).map((part, index) => (
          <span key={part}>
            {index > 0 && <span className={css.separator}>{SEPARATOR}</span>}
            {part}
          </span>
        ))}
      </span>
    </>
  );
  return (
    <div className={css.place}>
      {isOutOfDate ? (
        <button type="button" className={css.badge} data-tone={tone} onClick={reload}>
          {content}
        </button>
      ) : (
        <>
          <button
            type="button"
            className={css.badge}
            data-tone={tone}
            data-connection={tone}
            popoverTarget={panelId}
            aria-haspopup="dialog"
          >
            {content}
          </button>
          <ConnectionPanel id={panelId} words={words} />
        </>
      )}
      {/* Latency changes every few seconds; only a change of kind is worth being read out. */}
      <output className="only-read">{tone === "calm" ? "" : text}</output>
    </div>
  );
}

function Mark({
  tone,
  isOutOfDate,
}: {
  readonly tone: ConnectionWords["tone"];
  readonly isOutOfDate: boolean;
}) {
  if (isOutOfDate) return <IconRefresh size={16} aria-hidden />;
  if (tone === "away") return <IconCloudOff size={16} aria-hidden />;
  if (tone === "stopped") return <IconLogout size={16} aria-hidden />;
  return <span className={css.dot} aria-hidden />;
}

function reload() {
  location.reload();
}
