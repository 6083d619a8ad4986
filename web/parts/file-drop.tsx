// A place to drop a file on, that is a button as well.
import { IconFileSpreadsheet } from "@tabler/icons-react";
import { useState } from "react";
import type { DragEvent, ReactNode } from "react";
import css from "./file-drop.module.css";

interface FileDropProps {
  readonly label: string;
  readonly hint: string;
  readonly help: ReactNode;
  readonly accept: string;
  readonly onFile: (file: File) => void;
}

export function FileDrop({ label, hint, help, accept, onFile }: FileDropProps) {
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) onFile(file);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is the second way; the field inside is the first
    <label
      className={css.drop}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        type="file"
        className="only-read"
        accept={accept}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file, mended, may be chosen again.
          event.currentTarget.value = "";
          if (file !== undefined) onFile(file);
        }}
      />
      <IconFileSpreadsheet size={34} stroke={1.5} aria-hidden />
      <span className={css.label}>{label}</span>
      <span className={css.hint}>{hint}</span>
      <span className={css.help}>{help}</span>
    </label>
  );
}
