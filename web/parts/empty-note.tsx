// Where there is nothing to show: why, and what to do about it.
import type { ReactNode } from "react";
import css from "./empty-note.module.css";

interface EmptyNoteProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

export function EmptyNote({ icon, title, text, children }: EmptyNoteProps) {
  return (
    <div className={css.note}>
      <span className={css.icon} aria-hidden>
        {icon}
      </span>
      <p className={css.title}>{title}</p>
      <p className={css.text}>{text}</p>
      {children !== undefined && <div className={css.actions}>{children}</div>}
    </div>
  );
}
