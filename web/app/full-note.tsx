// A page that says one thing: loading, unreachable, not allowed, not found.
import { Button } from "@mantine/core";
import { useEffect } from "react";
import { EN } from "../words/en.ts";
import css from "./full-note.module.css";

interface FullNoteProps {
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly act: () => void };
  /** Called every few seconds while the note is shown. */
  readonly whileShown?: () => void;
}

const RETRY_MS = 4_000;

export function FullNote({ title, text, action, whileShown }: FullNoteProps) {
  useEffect(() => {
    if (whileShown === undefined) return undefined;
    const timer = setInterval(whileShown, RETRY_MS);
    return () => clearInterval(timer);
  }, [whileShown]);
  return (
    <main className={css.note}>
      <h1>{title}</h1>
      <p>{text}</p>
      {action !== undefined && <Button onClick={action.act}>{action.label}</Button>}
    </main>
  );
}

/** Shown only where something takes longer than a blink, so that fast pages do not flicker. */
export function Loading() {
  return (
    <output className={css.loading}>
      <span className={css.pulse} aria-hidden />
      <span className="only-read">{EN.shell.loading}</span>
    </output>
  );
}

/** Nobody answers; it is asked again every few seconds. */
export function Unreachable({ onRetry }: { readonly onRetry: () => void }) {
  const { unreachable, unreachableHelp, tryAgain } = EN.shell;
  return (
    <FullNote
      title={unreachable}
      text={unreachableHelp}
      action={{ label: tryAgain, act: onRetry }}
      whileShown={onRetry}
    />
  );
}
