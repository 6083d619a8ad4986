// Closing a form that was typed into takes a second press: nothing typed is lost by a slip.
import { useState } from "react";

export interface GuardedClose {
  readonly isWarned: boolean;
  readonly touch: (isTouched: boolean) => void;
  /** Asked for by the person: warns first where something would be lost. */
  readonly close: () => void;
  /** After the form has done its work. */
  readonly finish: () => void;
}

export function useGuardedClose(onClose: () => void): GuardedClose {
  const [isTouched, setTouched] = useState(false);
  const [isWarned, setWarned] = useState(false);
  const finish = () => {
    setTouched(false);
    setWarned(false);
    onClose();
  };
  return {
    isWarned,
    touch: (touched) => {
      setTouched(touched);
      setWarned(false);
    },
    close: () => (isTouched && !isWarned ? setWarned(true) : finish()),
    finish,
  };
}
