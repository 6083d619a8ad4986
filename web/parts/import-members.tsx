// Members from a file: what would happen first, then, on one more press, it happens.
import { Button, Loader } from "@mantine/core";
import { useState } from "react";
import type { ImportReport } from "../../protocol/http/members.ts";
import { useImportMembers } from "../api/member-changes.ts";
import { EN_PARTS } from "../words/en-parts.ts";
import { writeCount } from "../words/wording.ts";
import { FileDrop } from "./file-drop.tsx";
import { ImportPreview } from "./import-preview.tsx";
import { ProblemNote } from "./problem-note.tsx";
import css from "./import-members.module.css";

const words = EN_PARTS.import;
const MAX_CSV_BYTES = 20 * 1024 * 1024;

interface ImportMembersProps {
  readonly onDone: (report: ImportReport) => void;
}

export function ImportMembers({ onDone }: ImportMembersProps) {
  const [file, setFile] = useState<{ name: string; csv: Blob } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const preview = useImportMembers();
  const run = useImportMembers();

  const read = async (chosen: File) => {
    setFile(null);
    setFault(null);
    preview.reset();
    run.reset();
    if (chosen.size > MAX_CSV_BYTES) return setFault(words.tooBig);
    try {
      // Read once: what is imported is what was looked at, whatever happens to the file meanwhile.
      const csv = new Blob([await chosen.arrayBuffer()]);
      setFile({ name: chosen.name, csv });
      preview.mutate({ csv, dryRun: true });
    } catch {
      setFault(words.notRead);
    }
  };

  if (file === null || preview.isError) {
    return (
      <div className={css.import}>
        {fault !== null && (
          <p className={css.fault} role="alert">
            {fault}
          </p>
        )}
        <ProblemNote error={preview.error} />
        <FileDrop
          label={words.pick}
          hint={words.drop}
          help={words.help}
          accept=".csv,text/csv,text/plain"
          onFile={(chosen) => void read(chosen)}
        />
      </div>
    );
  }

  const report = preview.data;
  const count = report === undefined ? 0 : report.added + report.updated;
  return (
    <div className={css.import}>
      <p className={css.file}>{file.name}</p>
      {report === undefined ? (
        <output className={css.looking}>
          <Loader size="sm" /> {words.looking}
        </output>
      ) : (
        <ImportPreview report={report} />
      )}
      <ProblemNote error={run.error} />
      <div className={css.actions}>
        {report !== undefined && report.faults.length === 0 && count > 0 && (
          <Button
            loading={run.isPending}
            onClick={() => run.mutate({ csv: file.csv, dryRun: false }, { onSuccess: onDone })}
          >
            {words.run(writeCount(count))}
          </Button>
        )}
        <Button variant="default" disabled={run.isPending} onClick={() => setFile(null)}>
          {words.another}
        </Button>
      </div>
    </div>
  );
}
