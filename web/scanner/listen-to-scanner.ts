// Hears the keys of the whole page before anything else does, and keeps a scanner's out of forms.
import { isSomethingOpen } from "./is-something-open.ts";
import { fillIfWanted, keepField, typeInto } from "./kept-field.ts";
import type { KeptField } from "./kept-field.ts";
import { SILENCE, hearKey, hearPause, pauseOf } from "./rhythm.ts";
import type { Heard, KeyPlace, Rhythm } from "./rhythm.ts";

export interface ScannerListener {
  onCode(code: string): void;
  /** A single key of a person outside of any field: a shortcut such as `/`. */
  onLoneKey(key: string): void;
}

/** A timer that is this late says that the page was busy. */
const LATE_MS = 25;

/** Returns how to stop. */
export function listenToScanner(listener: ScannerListener): () => void {
  let rhythm: Rhythm = SILENCE;
  let kept: KeptField | null = null;
  let pause: ReturnType<typeof setTimeout> | null = null;
  let pauseDue = 0;

  const waitFor = (ms: number) => {
    pauseDue = performance.now() + ms;
    pause = setTimeout(onPause, ms);
  };
  const settle = (heard: Heard) => {
    rhythm = heard.rhythm;
    if (heard.giveBack !== "" && kept !== null) typeInto(kept, heard.giveBack);
    if (heard.code === null) return;
    kept?.restore();
    kept = null;
    if (!fillIfWanted(heard.code)) listener.onCode(heard.code);
  };

  const onPause = () => {
    pause = null;
    // A page that was busy hears this before the keys that were pressed meanwhile: they come first.
    if (performance.now() - pauseDue > LATE_MS) return waitFor(LATE_MS);
    const { keys, place } = rhythm;
    const heard = hearPause(rhythm, performance.now());
    settle(heard);
    if (heard.code === null && keys.length === 1 && place === "open") listener.onLoneKey(keys);
    return undefined;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const field = fieldOf(event.target) ?? (rhythm.keys === "" ? homeFor(event) : null);
    const heard = hearKey(rhythm, {
      key: event.key,
      at: event.timeStamp,
      isRepeat: event.repeat,
      isShortcut: event.ctrlKey || event.altKey || event.metaKey,
      place: placeOf(field),
    });
    settle(heard);
    if (heard.isFirst) kept = field === null ? null : keepField(field);
    if (heard.isWithheld) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (event.key === "/" && field === null) {
      // Ours, and not the browser's own search in the page.
      event.preventDefault();
    }
    if (pause !== null) clearTimeout(pause);
    pause = null;
    if (rhythm.keys !== "") waitFor(pauseOf(rhythm) + 5);
  };

  window.addEventListener("keydown", onKeyDown, { capture: true });
  return () => {
    window.removeEventListener("keydown", onKeyDown, { capture: true });
    if (pause !== null) clearTimeout(pause);
  };
}

function placeOf(field: Field | null): KeyPlace {
  if (field === null) return "open";
  return field.dataset["scanHome"] === undefined ? "field" : "home";
}

/** Where the page has a field for whatever is typed, the first key outside of any field leads there. */
function homeFor({ key, target, ctrlKey, altKey, metaKey }: KeyboardEvent): Field | null {
  if (key.length !== 1 || key === " " || key === "/" || ctrlKey || altKey || metaKey) return null;
  if (target instanceof HTMLElement && target.isContentEditable) return null;
  if (isSomethingOpen()) return null;
  const home = document.querySelector<HTMLInputElement>("input[data-scan-home]");
  home?.focus();
  return home;
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function fieldOf(target: EventTarget | null): Field | null {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return target;
  const isTyped =
    target instanceof HTMLInputElement &&
    !["button", "checkbox", "radio", "submit", "reset", "file", "range"].includes(target.type);
  return isTyped ? target : null;
}
