// The desk: one place where the answer to a scan appears, search as the second way, the last ones beside it.
import { IconBarcode, IconDoorOff } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useDoor } from "../connection/chosen-door.ts";
import { AwayBanner } from "../offline/away-banner.tsx";
import { ClashNote } from "../offline/clash-note.tsx";
import { Readiness } from "../offline/readiness.tsx";
import { EmptyNote } from "../parts/empty-note.tsx";
import { EN } from "../words/en.ts";
import { useDeskLog } from "./desk-context.tsx";
import { DeskBar } from "./desk-bar.tsx";
import { LastScans } from "./last-scans.tsx";
import { PersonSearch } from "./person-search.tsx";
import { VerdictPanel } from "./verdict-panel.tsx";
import css from "./desk-screen.module.css";

export default function DeskScreen() {
  const log = useDeskLog();
  const { door } = useDoor();
  const newest = log.find(({ step }) => step !== "undo") ?? log[0] ?? null;
  const [lookedAt, setLookedAt] = useState<string | null>(null);
  const newestId = log[0]?.commandId ?? null;
  const seen = useRef(newestId);
  useEffect(() => {
    // A new answer always takes the place, whatever was being looked at.
    if (seen.current !== newestId) setLookedAt(null);
    seen.current = newestId;
  }, [newestId]);
  const shown = log.find(({ commandId }) => commandId === lookedAt) ?? failedUndo(log[0]) ?? newest;

  return (
    <main className={css.desk}>
      <h1 className="only-read">{EN.desk.title}</h1>
      <div className={css.place}>
        <AwayBanner />
        <DeskBar />
        {door === null ? (
          <EmptyNote
            icon={<IconDoorOff size={28} />}
            title={EN.desk.noDoor}
            text={EN.desk.noDoorHelp}
          />
        ) : (
          <PersonSearch door={door} />
        )}
        {shown === null ? <Ready /> : <VerdictPanel entry={shown} />}
        <ClashNote />
        <Readiness />
      </div>
      <LastScans log={log} shownId={shown?.commandId ?? null} onShow={setLookedAt} />
    </main>
  );
}

/** An undo shows on the entry that it takes back; only one that failed has something to say itself. */
function failedUndo(entry: ReturnType<typeof useDeskLog>[number] | undefined) {
  if (entry === undefined || entry.step !== "undo") return null;
  const { state } = entry;
  const hasFailed =
    state.as === "sent-back" ||
    (state.as === "answered" && state.answer.decision.verdict === "refuse");
  return hasFailed ? entry : null;
}

function Ready() {
  return (
    <section className={css.ready}>
      <span className={css.beam} aria-hidden>
        <IconBarcode size={72} stroke={1.4} />
      </span>
      <h2>{EN.desk.ready}</h2>
      <p>{EN.desk.readyHelp}</p>
    </section>
  );
}
