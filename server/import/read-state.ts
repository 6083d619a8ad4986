// What a column about the state of a membership says: frozen, barred, nothing of note, or a word that
// is not taken over and is then said so.
import { foldText } from "../../domain/fold-text.ts";

export interface StateSaid {
  readonly kind: "frozen" | "barred";
  /** As it stands in the file. */
  readonly word: string;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

const FROZEN = words(`frozen freeze onhold hold paused pause suspended pausiert ruhend ruht ruhe
  stillgelegt eingefroren zawieszony zawieszona zawieszone zamrozony zamrozona suspendido suspendida
  congelado congelada pausado pausada suspendu suspendue gele gelee enpause`);
const BARRED = words(`barred banned blocked gesperrt sperre hausverbot zablokowany zablokowana
  zablokowane bloqueado bloqueada vetado bloque bloquee exclu exclue`);
const NOTHING =
  words(`active activo activa actif active aktiv aktywny aktywna aktywne current valid ok
  gultig laufend no nein nie non none false falsch 0`);
const YES = words("yes y ja j tak t si s oui o true wahr x 1");

/** Null: nothing of note. A yes says what the heading says: a column “Frozen” with “yes” is frozen. */
export function readState(cell: string, heading: string): StateSaid | "unknown" | null {
  const said = foldText(cell).trim();
  const word = YES.has(said) ? foldText(heading) : said;
  const whole = lettersOf(word);
  const first = lettersOf(word.split(/\s/, 1)[0] ?? "");
  if (whole === "" || NOTHING.has(whole) || NOTHING.has(first)) return null;
  const written = YES.has(said) ? heading : cell;
  if (FROZEN.has(whole) || FROZEN.has(first)) return { kind: "frozen", word: written };
  if (BARRED.has(whole) || BARRED.has(first)) return { kind: "barred", word: written };
  return "unknown";
}

function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, "");
}
