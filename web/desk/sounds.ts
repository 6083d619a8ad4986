// One short sound a verdict, so that a verdict is known without a look at the screen.
import { createRemembered } from "../connection/remembered.ts";
import type { Tone } from "./verdict-view.ts";

export const isMuted = createRemembered("av-muted", false);

interface Note {
  /** Hertz. */
  readonly pitch: number;
  /** Seconds from the start. */
  readonly from: number;
  readonly lasts: number;
  readonly shape: OscillatorType;
}

const bell = (pitch: number, from: number): Note => ({ pitch, from, lasts: 0.13, shape: "sine" });
const buzz = (pitch: number, from: number): Note => ({
  pitch,
  from,
  lasts: 0.2,
  shape: "sawtooth",
});

const NOTES: Readonly<Record<Tone, readonly Note[]>> = {
  admit: [bell(784, 0), bell(1175, 0.09)],
  warn: [bell(622, 0), bell(622, 0.17), bell(622, 0.34)],
  refuse: [buzz(165, 0), buzz(139, 0.24)],
  inside: [bell(659, 0), bell(659, 0.15)],
  out: [bell(988, 0), bell(659, 0.1)],
  plain: [],
  waiting: [],
};

const LOUDNESS = 0.16;
let context: AudioContext | null = null;

export function playVerdict(tone: Tone): void {
  const notes = NOTES[tone];
  // A page that nobody has touched yet may not sound; a scan is such a touch.
  if (isMuted.get() || notes.length === 0 || !navigator.userActivation.hasBeenActive) return;
  context ??= new AudioContext();
  if (context.state === "suspended") void context.resume();
  for (const note of notes) playNote(context, note);
}

function playNote(audio: AudioContext, { pitch, from, lasts, shape }: Note): void {
  const start = audio.currentTime + from;
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.type = shape;
  tone.frequency.value = pitch;
  const peak = shape === "sine" ? LOUDNESS : LOUDNESS / 3;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(peak, start + 0.008);
  volume.gain.exponentialRampToValueAtTime(0.001, start + lasts);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + lasts);
}
