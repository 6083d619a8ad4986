// Import on a page of its own, for those who may.
import { Button } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "wouter";
import type { ImportReport } from "../../protocol/http/members.ts";
import { useRight } from "../api/session.ts";
import { EmptyNote } from "../parts/empty-note.tsx";
import { ImportMembers } from "../parts/import-members.tsx";
import { ImportNotes } from "../parts/import-notes.tsx";
import { NoRight } from "../parts/no-right.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { EN_PARTS } from "../words/en-parts.ts";
import { writeCount } from "../words/wording.ts";
import { BackLink } from "./back-link.tsx";
import css from "./members.module.css";

export function ImportPage() {
  const mayImport = useRight("members:import");
  const [report, setReport] = useState<ImportReport | null>(null);
  return (
    <ScreenFrame title={EN_MEMBERS.importTitle} lead={EN_MEMBERS.importLead} above={<BackLink />}>
      <div className={css.narrow}>{mayImport ? content() : <NoRight />}</div>
    </ScreenFrame>
  );

  function content() {
    if (report === null) return <ImportMembers onDone={setReport} />;
    const { done } = EN_PARTS.import;
    return (
      <EmptyNote
        icon={<IconCircleCheck size={28} />}
        title={done(writeCount(report.added), writeCount(report.updated))}
        text={EN_PARTS.import.doneText}
      >
        <ImportNotes report={report} />
        <Button component={Link} href="/members">
          {EN_MEMBERS.backToList}
        </Button>
      </EmptyNote>
    );
  }
}
