// A card of the live screen: what it shows, how fresh that is, what can be chosen.
import type { ReactNode } from "react";
import css from "./panel.module.css";

interface PanelProps {
  readonly title: string;
  /** Beside the title: how many, how fresh. */
  readonly mark?: ReactNode;
  readonly tools?: ReactNode;
  /** True where the figures are not live: it then looks the part. */
  readonly isStatic?: boolean;
  readonly children: ReactNode;
}

export function Panel({ title, mark, tools, isStatic = false, children }: PanelProps) {
  return (
    <section className={css.panel} data-static={isStatic || undefined} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {mark}
        {tools !== undefined && <div className={css.tools}>{tools}</div>}
      </header>
      {children}
    </section>
  );
}
