// The last ones at this desk, each still within reach of an undo.
import { IconAlertTriangle, IconBarcode, IconCloudOff } from "@tabler/icons-react";
import type { ClashKind } from "../../domain/clash.ts";
import { useOfflineReport } from "../api/offline-report.ts";
import { useRight } from "../api/session.ts";
import { useSite } from "../connection/site-connection.tsx";
import { EN_OFFLINE } from "../words/en-offline.ts";
import { EN } from "../words/en.ts";
import { Face } from "../parts/face.tsx";
import { useWording } from "../connection/site-wording.ts";
import type { DeskEntry, DeskLog } from "./desk-log.ts";
import { UndoButton } from "./verdict-actions.tsx";
import { TONE_ICONS, memberOf, nameOf } from "./verdict-panel.tsx";
import { verdictView } from "./verdict-view.ts";
import css from "./last-scans.module.css";

interface LastScansProps {
  readonly log: DeskLog;
  readonly shownId: string | null;
  readonly onShow: (commandId: string) => void;
}

export function LastScans({ log, shownId, onShow }: LastScansProps) {
  const entries = log.filter(({ step }) => step !== "undo");
  const clashes = useClashes();
  return (
    <aside className={css.last} aria-label={EN.desk.last}>
      <h2>{EN.desk.last}</h2>
      {entries.length === 0 ? (
        <p className={css.empty}>{EN.desk.lastEmpty}</p>
      ) : (
        <ol>
          {entries.map((entry) => (
            <LastScan
              key={entry.commandId}
              entry={entry}
              clash={clashes.get(decisionOf(entry) ?? "") ?? null}
              isShown={entry.commandId === shownId}
              onShow={onShow}
            />
          ))}
        </ol>
      )}
    </aside>
  );
}

/** What the server would have said otherwise, by the decision. */
function useClashes(): ReadonlyMap<string, ClashKind> {
  const { data } = useOfflineReport(useSite().id, useRight("door:operate"), "counted");
  const open = data?.clashes.filter(({ settledAt }) => settledAt === null) ?? [];
  return new Map(open.map(({ decisionId, kind }) => [decisionId, kind]));
}

function decisionOf({ state }: DeskEntry): string | null {
  return state.as === "answered" ? state.answer.decision.id : null;
}

interface LastScanProps {
  readonly entry: DeskEntry;
  readonly clash: ClashKind | null;
  readonly isShown: boolean;
  readonly onShow: (commandId: string) => void;
}

function LastScan({ entry, clash, isShown, onShow }: LastScanProps) {
  const wording = useWording();
  const { tone, word, brief } = verdictView(entry, wording);
  const member = memberOf(entry);
  const name = nameOf(entry, member);
  const Icon = TONE_ICONS[tone];
  return (
    <li className={css.row} data-tone={tone} data-since={entry.since ?? undefined}>
      <button
        type="button"
        className={css.show}
        aria-current={isShown ? "true" : undefined}
        onClick={() => onShow(entry.commandId)}
      >
        {member === null ? (
          <span className={css.card} aria-hidden>
            <IconBarcode size={22} />
          </span>
        ) : (
          <Face name={name} photoUrl={member.photoUrl} size={40} />
        )}
        <span className={css.words}>
          <b>{name}</b>
          <span className={css.verdict}>
            <Icon size={16} aria-hidden />
            <span className={css.word}>{brief ?? word}</span>
            {entry.state.as === "answered" && entry.state.isOwn && (
              <IconCloudOff size={16} role="img" aria-label={EN_OFFLINE.here} />
            )}
            <time>{wording.clock(new Date(entry.askedAt).toISOString())}</time>
          </span>
          {clash !== null && (
            <span className={css.clash}>
              <IconAlertTriangle size={16} aria-hidden />
              {EN_OFFLINE.clash[clash]}
            </span>
          )}
        </span>
      </button>
      <UndoButton entry={entry} member={member} isSmall />
    </li>
  );
}
