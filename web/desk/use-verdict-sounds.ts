// Plays the sound of each answer once, whichever screen is open.
import { useEffect, useRef } from "react";
import { useWording } from "../connection/site-wording.ts";
import { useDeskLog } from "./desk-context.tsx";
import { playVerdict } from "./sounds.ts";
import { verdictView } from "./verdict-view.ts";

/** An answer that comes later than this after its scan is no longer what anybody waits for. */
const STALE_MS = 10_000;

export function useVerdictSounds(): void {
  const log = useDeskLog();
  const wording = useWording();
  const heard = useRef<string | null>(null);
  useEffect(() => {
    const newest = log.find(({ state }) => state.as === "answered");
    if (newest === undefined || newest.commandId === heard.current) return;
    heard.current = newest.commandId;
    if (newest.state.as !== "answered") return;
    if (newest.state.answeredAt - newest.askedAt > STALE_MS) return;
    playVerdict(verdictView(newest, wording).tone);
  }, [log, wording]);
}
