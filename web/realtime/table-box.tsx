// A table that scrolls sideways in its own box where it is wider, and says when somebody is in it.
import type { ReactNode } from "react";
import css from "./realtime.module.css";

interface TableBoxProps {
  readonly label: string;
  /** Called with true when the pointer or the focus comes in, with false when it leaves. */
  readonly onHold?: (isHeld: boolean) => void;
  readonly isTall?: boolean;
  readonly children: ReactNode;
}

export function TableBox({ label, onHold, isTall = false, children }: TableBoxProps) {
  return (
    // Scrolled by keyboard too.
    <div
      className={css.tableBox}
      data-tall={isTall || undefined}
      role="region"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onPointerEnter={() => onHold?.(true)}
      onPointerLeave={() => onHold?.(false)}
      onFocus={() => onHold?.(true)}
      onBlur={() => onHold?.(false)}
    >
      <table className={css.table}>{children}</table>
    </div>
  );
}
