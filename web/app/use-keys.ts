// Keys that work everywhere: the scanner's bursts, `/` and Ctrl K to find, Esc back to the scan.
import { useCallback, useEffect, useEffectEvent, useState } from "react";
import { useLocation } from "wouter";
import { useDoor } from "../connection/chosen-door.ts";
import { useDesk } from "../desk/desk-context.tsx";
import { isSomethingOpen } from "../scanner/is-something-open.ts";
import { listenToScanner } from "../scanner/listen-to-scanner.ts";

export interface Keys {
  readonly isFinding: boolean;
  readonly openFinder: () => void;
  readonly closeFinder: () => void;
}

export function useKeys(mayScan: boolean): Keys {
  const [isFinding, setIsFinding] = useState(false);
  const [, go] = useLocation();
  const desk = useDesk();
  const { door } = useDoor();
  const openFinder = useCallback(() => setIsFinding(true), []);
  const closeFinder = useCallback(() => setIsFinding(false), []);

  const onCode = useEffectEvent((code: string) => {
    if (!mayScan || desk === null || door === null) return;
    setIsFinding(false);
    desk.scan(code, door.id);
  });
  const onLoneKey = useEffectEvent((key: string) => {
    if (key === "/") setIsFinding(true);
  });
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey) {
      event.preventDefault();
      setIsFinding((now) => !now);
    }
  });
  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === "Escape" && mayScan && !isLeavingSomething()) backToScan(go);
  });

  useEffect(() => listenToScanner({ onCode, onLoneKey }), []);
  useEffect(() => {
    window.addEventListener("keydown", onKeyDown);
    // Before whatever is open has closed itself, so that one press closes one thing.
    window.addEventListener("keydown", onEscape, { capture: true });
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      window.removeEventListener("keydown", onEscape, { capture: true });
    };
  }, []);
  return { isFinding, openFinder, closeFinder };
}

/** A dialog, a menu or a list closes on Esc first; a field in a form is left before its form is. */
function isLeavingSomething(): boolean {
  if (isSomethingOpen()) return true;
  const { activeElement } = document;
  const isTyping =
    activeElement instanceof HTMLElement &&
    activeElement.matches("input, textarea, select") &&
    !activeElement.matches("[data-scan-home]");
  if (isTyping) activeElement.blur();
  return isTyping;
}

function backToScan(go: (path: string) => void): void {
  go("/desk");
  document.querySelector<HTMLElement>("[data-scan-home]")?.focus();
}
