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
/** Where there is no form to protect, the keys of one scan are no further apart than this. */
export const SLOW_GAP_MS = 150;
/** In the field that looks people up, a slow scan: a number of this length, typed faster than by hand. */
const SLOW_IN_HOME = { keys: 6, gapMs: 100 };
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
  readonly place: KeyPlace;
}

/** Where the focus is: in a form's field, in the desk's own search, or where nothing can be typed. */
export type KeyPlace = "field" | "home" | "open";

export interface Rhythm {
  readonly keys: string;
  readonly lastAt: number;
  /** Keys that came late. */
  readonly hiccups: number;
  /** The widest gap of a scan that is slower than a burst; 0 for a burst. */
  readonly slowest: number;
  /** Keys that have not reached the page. */
  readonly withheld: string;
  readonly place: KeyPlace;
  /** When the last code ended; its late Enter or Tab belongs to it. */
  readonly scannedAt: number;
}

export const SILENCE: Rhythm = {
  keys: "",
  lastAt: Number.NEGATIVE_INFINITY,
  hiccups: 0,
  slowest: 0,
  withheld: "",
  place: "open",
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
  if (goesOn(rhythm, gap)) return hold(rhythm, press, gap);
  return goesOnSlowly(rhythm, gap) ? slowDown(rhythm, press, gap) : begin(rhythm, press);
}

/** Called once `pauseOf` have passed since the last key. */
export function hearPause(rhythm: Rhythm, now: number): Heard {
  if (rhythm.keys === "" || now - rhythm.lastAt < pauseOf(rhythm)) return pass(rhythm);
  const { length } = rhythm.keys;
  const isCode =
    rhythm.place === "open"
      ? length >= SHORTEST_CODE && rhythm.slowest === 0
      : length >= SHORTEST_WITHOUT_END && rhythm.hiccups === 0 && rhythm.slowest === 0;
  return isCode ? scanned(rhythm, now, false) : interrupted(rhythm);
}

/** The silence after which no more keys of the same scan can come. */
export function pauseOf({ place }: Rhythm): number {
  return place === "field" ? PAUSE_MS : SLOW_GAP_MS;
}

function hold(rhythm: Rhythm, { key, at }: KeyPress, gap: number): Heard {
  const keys = rhythm.keys + key;
  const hiccups = rhythm.hiccups + (gap > BURST_GAP_MS ? 1 : 0);
  const isWithheld = rhythm.slowest === 0 && keys.length >= WITHHELD_FROM;
  const withheld = isWithheld ? rhythm.withheld + key : rhythm.withheld;
  return { ...pass({ ...rhythm, keys, hiccups, withheld, lastAt: at }), isWithheld };
}

/** Too slow for a burst, but it may be a scan all the same: the page gets its keys until that is sure. */
function slowDown(rhythm: Rhythm, { key, at }: KeyPress, gap: number): Heard {
  const slowest = Math.max(rhythm.slowest, gap);
  const next = { ...rhythm, keys: rhythm.keys + key, slowest, withheld: "", lastAt: at };
  return { ...pass(next), giveBack: rhythm.withheld };
}

function goesOnSlowly({ keys, place }: Rhythm, gap: number): boolean {
  return place !== "field" && keys !== "" && keys.length < LONGEST_CODE && gap <= SLOW_GAP_MS;
}

function goesOn({ keys, hiccups }: Rhythm, gap: number): boolean {
  if (keys === "" || keys.length >= LONGEST_CODE) return false;
  if (gap <= BURST_GAP_MS) return true;
  const isUnmistakable = keys.length >= WITHHELD_FROM;
  return isUnmistakable && gap < PAUSE_MS && hiccups < Math.floor(keys.length / KEYS_A_HICCUP);
}

function hearEnd(rhythm: Rhythm, press: KeyPress, gap: number): Heard {
  if (isCompletedBy(rhythm, gap)) return scanned(rhythm, press.at, true);
  // Carriage return and line feed, or Enter and Tab: the second is the scanner's too.
  if (press.at - rhythm.scannedAt <= PAUSE_MS) return { ...pass(rhythm), isWithheld: true };
  // Whatever came so fast was no person who means the button that has the focus.
  const isStray = rhythm.place === "open" && rhythm.keys.length > 1 && gap <= SLOW_GAP_MS;
  return { ...interrupted(rhythm), isWithheld: isStray };
}

function isCompletedBy({ keys, place, slowest }: Rhythm, gap: number): boolean {
  const { length } = keys;
  if (length < SHORTEST_CODE) return false;
  if (place === "open") return gap <= SLOW_GAP_MS;
  if (slowest === 0) return gap <= (length < SURE_CODE ? BURST_GAP_MS : PAUSE_MS);
  const isFaster = slowest <= SLOW_IN_HOME.gapMs && gap <= SLOW_GAP_MS;
  return isFaster && length >= SLOW_IN_HOME.keys && /\d/.test(keys);
}

function scanned(rhythm: Rhythm, at: number, isWithheld: boolean): Heard {
  return { ...pass({ ...SILENCE, scannedAt: at }), isWithheld, code: rhythm.keys };
}

/** Not a scanner after all: what was withheld is given back. */
function interrupted(rhythm: Rhythm): Heard {
  return {
    ...pass({ ...SILENCE, scannedAt: rhythm.scannedAt }),
    giveBack: rhythm.withheld,
  };
}

function begin(rhythm: Rhythm, press: KeyPress): Heard {
  const { giveBack } = interrupted(rhythm);
  const { key, at, place } = press;
  const next = { ...SILENCE, keys: key, lastAt: at, place, scannedAt: rhythm.scannedAt };
  return { ...pass(next), giveBack, isFirst: true };
}

function pass(rhythm: Rhythm): Heard {
  return { rhythm, isWithheld: false, code: null, giveBack: "", isFirst: false };
}

function isSilentKey({ key }: KeyPress): boolean {
  return key === "Shift" || key === "CapsLock" || key === "AltGraph" || key === "Unidentified";
}
