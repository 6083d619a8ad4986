// How an answer is shown at the desk: its tone, its word, its sentences, and what can be done about it.
import type { Reason } from "../../domain/reason.ts";
import { sentenceOf } from "../../domain/reason.ts";
import { isClosed } from "../../domain/visit.ts";
import type { Visit } from "../../domain/visit.ts";
import { EN } from "../words/en.ts";
import { writeMinutes } from "../words/wording.ts";
import type { ScreenWording } from "../words/wording.ts";
import type { DeskEntry } from "./desk-log.ts";
import { isAlreadyInside } from "./desk-log.ts";

/** `inside`: nothing was denied and nothing changed; `out`: somebody left; `plain`: no decision. */
export type Tone = "admit" | "warn" | "refuse" | "inside" | "out" | "plain" | "waiting";

export interface VerdictView {
  readonly tone: Tone;
  readonly word: string;
  /** The word where there is little room, beside the time. */
  readonly brief?: string;
  /** One sentence a reason, the gravest first. */
  readonly sentences: readonly string[];
}

export function verdictView(entry: DeskEntry, wording: ScreenWording): VerdictView {
  const { state, step } = entry;
  const words = EN.verdict;
  if (state.as === "waiting") {
    return { tone: "waiting", word: words.waiting, brief: words.waitingBrief, sentences: [] };
  }
  if (state.as === "sent-back") {
    const { message, details = [] } = state.problem;
    return { tone: "plain", word: words.sentBack, sentences: [message, ...details] };
  }
  const { decision, visit } = state.answer;
  const isRefused = decision.verdict === "refuse";
  if (entry.since === "undone" && step !== "undo") return undoneView(step, visit, wording);
  if (step === "undo") {
    if (!isRefused && entry.undoes !== undefined) return undoneView(entry.undoes, visit, wording);
    const word = isRefused ? words.notUndone : words.undone;
    return { tone: "plain", word, sentences: sentencesOf(decision.reasons, wording) };
  }
  if (step === "check_out") {
    if (isRefused) {
      const sentences = sentencesOf(decision.reasons, wording);
      return { tone: "plain", word: words.notCheckedOut, sentences };
    }
    const stay =
      visit !== null && isClosed(visit) ? [words.stay(writeMinutes(visit.durationMinutes))] : [];
    return { tone: "out", word: words.checkedOut, sentences: stay };
  }
  if (isAlreadyInside(entry) && !isRefused) {
    const [since, ...others] = decision.reasons;
    const sentences = sentencesOf(others, wording);
    const word =
      since?.code === "already-inside"
        ? words.insideSince(wording.time(since.since))
        : words.inside;
    return { tone: "inside", word, brief: words.inside, sentences };
  }
  const sentences = sentencesOf(decision.reasons, wording);
  const brief = decision.verdict === "warn" ? { brief: words.warnBrief } : {};
  return { tone: decision.verdict, word: words[decision.verdict], ...brief, sentences };
}

/** What was undone, and what is true now. */
function undoneView(
  step: "check_in" | "check_out",
  visit: Visit | null,
  wording: ScreenWording,
): VerdictView {
  const words = EN.verdict;
  const isInAgain = step === "check_out" && visit !== null;
  const now = isInAgain ? words.inAgain(wording.time(visit.checkInTime)) : words.notIn;
  return { tone: "plain", word: words.undoneStep[step], sentences: [now] };
}

function sentencesOf(reasons: readonly Reason[], wording: ScreenWording): readonly string[] {
  return reasons.map((reason) => sentenceOf(reason, wording));
}
