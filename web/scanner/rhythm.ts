// A keyboard-wedge scanner types like nobody can: many keys, each a few milliseconds after the last,
// often with Enter at the end. This tells its bursts from a person's typing. Pure: keys and their
// moments come in, what is to be done with each goes out.

/** A scanner's keys are no further apart than this. */
export const BURST_GAP_MS = 35;
/**
 * A burst that is followed by this much silence has ended. Between two keys of an unmistakable burst
 * a shorter silence is a hiccup of the radio or of a busy computer, and is passed over.
 */
export const PAUSE_MS = 100;
/** Of this many keys of a burst, one may come late. */
const KEYS_A_HICCUP = 4;
/** The shortest code. */
export const SHORTEST_CODE = 4;
/** Without Enter or Tab, into a field: fast typists roll four or five keys, never this many. */
export const SHORTEST_WITHOUT_END = 7;
/** From this length on, the Enter at the end may come late. */
const SURE_CODE = 6;
/** From this key of a burst on, nothing more reaches the field. */
const WITHHELD_FROM = 4;
const LONGEST_CODE = 200;

export interface KeyPress {
  /** As `KeyboardEvent.key` has it. */
  readonly key: string;
  /** Milliseconds on any clock that only grows. */
  readonly at: number;
  /** Held down, not pressed again. */
  readonly isRepeat: boolean;
  /** With Ctrl, Alt or Meta: a shortcut. */
  readonly isShortcut: boolean;
  /** The focus is where text can be typed. */
  readonly isInField: boolean;
}

export interface Rhythm {
  readonly keys: string;
  readonly lastAt: number;
  /** Keys that came late. */
  readonly hiccups: number;
  readonly isInField: boolean;
  /** When the last code ended; its late Enter or Tab belongs to it. */
  readonly scannedAt: number;
}

export const SILENCE: Rhythm = {
  keys: "",
  lastAt: Number.NEGATIVE_INFINITY,
  hiccups: 0,
  isInField: false,
  scannedAt: Number.NEGATIVE_INFINITY,
};

export interface Heard {
  readonly rhythm: Rhythm;
  /** True: this key must not reach the page. */
  readonly isWithheld: boolean;
  /** A code that is now complete. */
  readonly code: string | null;
  /** Withheld keys that were a person's after all: to be typed for them. */
  readonly giveBack: string;
  /** True where this key may be the first of a burst: the field is worth remembering. */
  readonly isFirst: boolean;
}

export function hearKey(rhythm: Rhythm, press: KeyPress): Heard {
  const gap = press.at - rhythm.lastAt;
  if (isSilentKey(press)) return { ...pass(rhythm), rhythm };
  if (press.isShortcut || press.isRepeat) return interrupted(rhythm);
  if (press.key === "Enter" || press.key === "Tab") return hearEnd(rhythm, press, gap);
  if (press.key.length !== 1) return interrupted(rhythm);
  if (!goesOn(rhythm, gap)) return begin(rhythm, press);
  const keys = rhythm.keys + press.key;
  const hiccups = rhythm.hiccups + (gap > BURST_GAP_MS ? 1 : 0);
  return {
    ...pass({ ...rhythm, keys, hiccups, lastAt: press.at }),
    isWithheld: keys.length >= WITHHELD_FROM,
  };
}

/** Called once `PAUSE_MS` have passed since the last key. */
export function hearPause(rhythm: Rhythm, now: number): Heard {
  if (rhythm.keys === "" || now - rhythm.lastAt < PAUSE_MS) return pass(rhythm);
  const isCode = rhythm.isInField
    ? rhythm.keys.length >= SHORTEST_WITHOUT_END && rhythm.hiccups === 0
    : rhythm.keys.length >= SHORTEST_CODE;
  return isCode ? scanned(rhythm, now, false) : interrupted(rhythm);
}

function goesOn({ keys, hiccups }: Rhythm, gap: number): boolean {
  if (keys === "" || keys.length >= LONGEST_CODE) return false;
  if (gap <= BURST_GAP_MS) return true;
  const isUnmistakable = keys.length >= WITHHELD_FROM;
  return isUnmistakable && gap < PAUSE_MS && hiccups < Math.floor(keys.length / KEYS_A_HICCUP);
}

function hearEnd(rhythm: Rhythm, press: KeyPress, gap: number): Heard {
  const { length } = rhythm.keys;
  const isEnd = length >= SHORTEST_CODE && gap <= (length < SURE_CODE ? BURST_GAP_MS : PAUSE_MS);
  if (isEnd) return scanned(rhythm, press.at, true);
  // Carriage return and line feed, or Enter and Tab: the second is the scanner's too.
  if (press.at - rhythm.scannedAt <= PAUSE_MS) return { ...pass(rhythm), isWithheld: true };
  return interrupted(rhythm);
}

function scanned(rhythm: Rhythm, at: number, isWithheld: boolean): Heard {
  return { ...pass({ ...SILENCE, scannedAt: at }), isWithheld, code: rhythm.keys };
}

/** Not a scanner after all: what was withheld is given back. */
function interrupted(rhythm: Rhythm): Heard {
  const giveBack = rhythm.keys.slice(WITHHELD_FROM - 1);
  return { ...pass({ ...SILENCE, scannedAt: rhythm.scannedAt }), giveBack };
}

function begin(rhythm: Rhythm, press: KeyPress): Heard {
  const { giveBack } = interrupted(rhythm);
  const { key, at, isInField } = press;
  const next = { keys: key, lastAt: at, hiccups: 0, isInField, scannedAt: rhythm.scannedAt };
  return { ...pass(next), giveBack, isFirst: true };
}

function pass(rhythm: Rhythm): Heard {
  return { rhythm, isWithheld: false, code: null, giveBack: "", isFirst: false };
}

function isSilentKey({ key }: KeyPress): boolean {
  return key === "Shift" || key === "CapsLock" || key === "AltGraph" || key === "Unidentified";
}
