// The frame of a screen where work is done in lists and forms: title, actions, content.
import type { ReactNode } from "react";
import css from "./screen-frame.module.css";

interface ScreenFrameProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** Above the title: the way back. */
  readonly above?: ReactNode;
  readonly children: ReactNode;
}

export function ScreenFrame({ title, lead, actions, above, children }: ScreenFrameProps) {
  return (
    <main className={css.frame}>
      {above}
      <header className={css.head}>
        <div className={css.words}>
          <h1>{title}</h1>
          {lead !== undefined && <div className={css.lead}>{lead}</div>}
        </div>
        {actions !== undefined && <div className={css.actions}>{actions}</div>}
      </header>
      {children}
    </main>
  );
}
