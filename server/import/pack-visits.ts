// How many visits a plan's name promises: “10er-Karte”, “10 visits”, “Karnet 5 wejść”, “Punch card 10”.
import { foldText } from "../../domain/fold-text.ts";

const MOST_VISITS = 500;

const COUNTED =
  `er karte|karte|visit|entr|session|sesion|seance|eintritt|besuch|wejsc|wejscia|entrada
  |visita|class|times|punch|pack`.replaceAll(/\s+/g, "");
const COUNT_FIRST = new RegExp(String.raw`\b(\d{1,3})(?:er\b|x\b)?[\s-]*(?:${COUNTED})`, "u");
const TENNER = /\b(\d{1,3})er\b/u;
const COUNT_LAST =
  /\b(?:punch ?card|pack|bono|carnet|multi ?pass|class pass)\s*(?:of|de|x)?\s*(\d{1,3})\b/u;
/** So many in each week or month is no pack. */
const PER_PERIOD =
  /week|woch|month|monat|tydz|tyg|miesi|seman|mes\b|mois|year|jahr|day|tag|dni|dia|jour/u;

/** Null where the name promises no number. */
export function packVisits(planName: string): number | null {
  const name = foldText(planName);
  if (PER_PERIOD.test(name)) return null;
  const found = COUNT_FIRST.exec(name) ?? TENNER.exec(name) ?? COUNT_LAST.exec(name);
  const visits = Number(found?.[1] ?? 0);
  return visits >= 1 && visits <= MOST_VISITS ? visits : null;
}
