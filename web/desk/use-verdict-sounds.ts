// Plays the sound of each answer once, whichever screen is open.
import { useEffect, useRef } from "react";
import { useWording } from "../connection/site-wording.ts";
import { useDeskLog } from "./desk-context.tsx";
import { isLate } from "./desk-log.ts";
import { playVerdict } from "./sounds.ts";
import { verdictView } from "./verdict-view.ts";

export function useVerdictSounds(): void {
  const log = useDeskLog();
  const wording = useWording();
  const heard = useRef<string | null>(null);
  useEffect(() => {
    const newest = log.find(({ state }) => state.as === "answered");
    if (newest === undefined || newest.commandId === heard.current) return;
    heard.current = newest.commandId;
    if (isLate(newest) || newest.isFromBefore === true) return;
    playVerdict(verdictView(newest, wording).tone);
  }, [log, wording]);
}
