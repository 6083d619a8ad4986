// Whether a dialog, a menu or a list lies over the page: what is typed then is meant for it.

/** What hangs over the page by itself is in it also while it is closed. */
const OPEN =
  'dialog[open], [role="dialog"]:not([popover]), [role="menu"]:not([popover]), :popover-open';

export function isSomethingOpen(): boolean {
  return document.querySelector(OPEN) !== null;
}
