// Nothing moves under a pointer: while it, or the focus, is in a list, or the list is scrolled, new
// rows wait to be asked for.
import { useEffect, useEffectEvent, useState } from "react";
import type { RefObject } from "react";

export interface Hold {
  /** The newest number that is shown; null: nothing is held. */
  readonly heldSeq: number | null;
  /** Shows what waits, and holds again from there. */
  readonly release: () => void;
}

export function useHold(box: RefObject<HTMLElement | null>, newestSeq: number): Hold {
  const [heldSeq, setHeldSeq] = useState<number | null>(null);
  const settle = useEffectEvent((isHeld: boolean) => {
    setHeldSeq((held) => (isHeld ? (held ?? newestSeq) : null));
  });
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    let isPointed = false;
    let isFocused = false;
    const handlers = {
      pointerenter: () => (isPointed = true),
      pointerleave: () => (isPointed = false),
      focusin: () => (isFocused = true),
      focusout: () => (isFocused = false),
      scroll: () => undefined,
    };
    const removers = Object.entries(handlers).map(([type, note]) => {
      const listener = () => {
        note();
        settle(isPointed || isFocused || element.scrollTop > 4);
      };
      element.addEventListener(type, listener);
      return () => element.removeEventListener(type, listener);
    });
    return () => {
      for (const remove of removers) remove();
    };
  }, [box]);
  const release = () => setHeldSeq((held) => (held === null ? null : newestSeq));
  return { heldSeq, release };
}
