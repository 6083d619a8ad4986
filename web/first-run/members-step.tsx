// Step 3: the members: from a file, made up for trying, or none yet.
import { Button, Loader } from "@mantine/core";
import { IconFileImport, IconSparkles, IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { ReactNode } from "react";
import type { ImportReport } from "../../protocol/http/members.ts";
import { useFillWithDemo } from "../api/demo.ts";
import { ImportNotes } from "../parts/import-notes.tsx";
import { ImportMembers } from "../parts/import-members.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_FIRST_RUN } from "../words/en-first-run.ts";
import { EN_PARTS } from "../words/en-parts.ts";
import { writeCount } from "../words/wording.ts";
import { useElapsedSeconds } from "./use-elapsed-seconds.ts";
import css from "./first-run.module.css";

const words = EN_FIRST_RUN.members;

interface MembersStepProps {
  readonly gymName: string;
  readonly onFinish: () => void;
}

export function MembersStep({ gymName, onFinish }: MembersStepProps) {
  const [isImporting, setImporting] = useState(false);
  const [report, setReport] = useState<ImportReport | null>(null);
  const fill = useFillWithDemo();

  if (report !== null) return <Imported report={report} onFinish={onFinish} />;
  if (fill.isPending) return <Filling />;
  return (
    <div className={css.form}>
      <h1 tabIndex={-1}>{words.title}</h1>
      <p className={css.lead}>{words.lead(gymName)}</p>
      <ProblemNote error={fill.error} />
      {isImporting ? (
        <>
          <ImportMembers onDone={setReport} />
          <div className={css.actions}>
            <Button variant="subtle" onClick={() => setImporting(false)}>
              {words.otherWay}
            </Button>
          </div>
        </>
      ) : (
        <div className={css.choices}>
          <Choice
            icon={<IconFileImport size={28} stroke={1.6} />}
            title={words.file}
            text={words.fileHelp}
            onChoose={() => setImporting(true)}
          />
          <Choice
            icon={<IconSparkles size={28} stroke={1.6} />}
            title={words.demo}
            text={words.demoHelp}
            onChoose={() => fill.mutate(undefined, { onSuccess: onFinish })}
          />
          <Choice
            icon={<IconUserPlus size={28} stroke={1.6} />}
            title={words.empty}
            text={words.emptyHelp}
            onChoose={onFinish}
          />
        </div>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly onChoose: () => void;
}

function Choice({ icon, title, text, onChoose }: ChoiceProps) {
  return (
    <button type="button" className={css.choice} onClick={onChoose}>
      <span className={css.choiceIcon} aria-hidden>
        {icon}
      </span>
      <span>
        <b>{title}</b>
        <span>{text}</span>
      </span>
    </button>
  );
}

function Filling() {
  const seconds = useElapsedSeconds();
  return (
    <div className={css.form}>
      <Loader size="lg" />
      <h1 tabIndex={-1}>{words.filling}</h1>
      <output className="only-read">{words.filling}</output>
      <p className={css.lead}>{words.fillingHelp(seconds)}</p>
    </div>
  );
}

interface ImportedProps {
  readonly report: ImportReport;
  readonly onFinish: () => void;
}

function Imported({ report, onFinish }: ImportedProps) {
  return (
    <div className={css.form}>
      <h1 tabIndex={-1}>{words.imported}</h1>
      <p className={css.lead}>
        <output>
          {EN_PARTS.import.done(writeCount(report.added), writeCount(report.updated))}
        </output>
      </p>
      <ImportNotes report={report} />
      <div className={css.actions}>
        <Button onClick={onFinish}>{words.toLive}</Button>
      </div>
    </div>
  );
}
