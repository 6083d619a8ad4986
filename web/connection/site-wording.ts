// Times as the clock of the shown site writes them.
import { wordingIn } from "../words/wording.ts";
import type { ScreenWording } from "../words/wording.ts";
import { useSite } from "./site-connection.tsx";

export function useWording(): ScreenWording {
  return wordingIn(useSite().timeZone);
}
