// The closed list of reasons, said from the member's side, and what each does at the door.
// The sentence is for staff; a member's own screen never shows it.
import type { CalendarDay, Instant } from "./instant.ts";
import { unreachable } from "./assert.ts";

export type Reason =
  | { readonly code: "unknown-credential" }
  | { readonly code: "unknown-member" }
  | { readonly code: "unknown-visit" }
  | { readonly code: "credential-replaced"; readonly since: Instant }
  | { readonly code: "no-membership" }
  | { readonly code: "membership-ended"; readonly on: CalendarDay }
  | { readonly code: "membership-not-started"; readonly startsOn: CalendarDay }
  | { readonly code: "membership-frozen"; readonly until: CalendarDay | null }
  | { readonly code: "plan-does-not-cover-hour"; readonly plan: string }
  | { readonly code: "plan-does-not-cover-site"; readonly plan: string }
  | { readonly code: "no-visits-left"; readonly plan: string }
  | { readonly code: "house-full"; readonly capacity: number }
  | { readonly code: "barred"; readonly note: string }
  | { readonly code: "payment-due"; readonly amountCents: number; readonly since: CalendarDay }
  | { readonly code: "already-inside"; readonly since: Instant }
  | { readonly code: "not-inside" }
  | { readonly code: "visit-already-closed"; readonly at: Instant }
  | { readonly code: "visit-already-undone" }
  | { readonly code: "checked-out-since" }
  | { readonly code: "inside-again" }
  | { readonly code: "too-late-to-undo"; readonly minutes: number }
  | { readonly code: "not-offline"; readonly why: "nobody" | "pack" | "book-too-old" };

export type ReasonCode = Reason["code"];

export type Verdict = "admit" | "warn" | "refuse";

/** What each reason does at the door unless the gym says otherwise. */
const EFFECT: Readonly<Record<ReasonCode, "warn" | "refuse">> = {
  "unknown-credential": "refuse",
  "unknown-member": "refuse",
  "unknown-visit": "refuse",
  "credential-replaced": "refuse",
  "no-membership": "refuse",
  "membership-ended": "refuse",
  "membership-not-started": "refuse",
  "membership-frozen": "refuse",
  "plan-does-not-cover-hour": "refuse",
  "plan-does-not-cover-site": "refuse",
  "no-visits-left": "refuse",
  "house-full": "refuse",
  barred: "refuse",
  "payment-due": "warn",
  "already-inside": "warn",
  "not-inside": "refuse",
  "visit-already-closed": "refuse",
  "visit-already-undone": "refuse",
  "checked-out-since": "refuse",
  "inside-again": "refuse",
  "too-late-to-undo": "refuse",
  "not-offline": "refuse",
};

export const REASON_CODES = Object.keys(EFFECT) as readonly ReasonCode[];

export function effectOf(code: ReasonCode): "warn" | "refuse" {
  return EFFECT[code];
}

/** The verdict of a list of reasons: the strictest wins, none admits. */
export function verdictOf(reasons: readonly Reason[]): Verdict {
  if (reasons.length === 0) return "admit";
  return reasons.some((reason) => effectOf(reason.code) === "refuse") ? "refuse" : "warn";
}

/** Refusals before warnings; within each, the order they were found in. */
export function bySeverity(reasons: readonly Reason[]): readonly Reason[] {
  const refusing = reasons.filter((reason) => effectOf(reason.code) === "refuse");
  const warning = reasons.filter((reason) => effectOf(reason.code) === "warn");
  return [...refusing, ...warning];
}

/** How dates, times and money are written where the sentence is read. */
export interface Wording {
  day(day: CalendarDay): string;
  time(instant: Instant): string;
  money(cents: number): string;
}

const NOT_OFFLINE = {
  nobody: "Without the server this door lets nobody in.",
  pack: "Without the server this door counts no visits of a pack.",
  "book-too-old": "Without the server, and what this desk knows is too old.",
} as const;

/** One plain sentence for staff. */
export function sentenceOf(reason: Reason, wording: Wording): string {
  switch (reason.code) {
    case "unknown-credential":
      return "This card or code belongs to nobody here.";
    case "unknown-member":
      return "There is no such member.";
    case "unknown-visit":
      return "There is no such visit.";
    case "credential-replaced":
      return `This card was replaced on ${wording.time(reason.since)}.`;
    case "no-membership":
      return "No membership yet.";
    case "membership-ended":
      return `Membership ended on ${wording.day(reason.on)}.`;
    case "membership-not-started":
      return `Membership starts on ${wording.day(reason.startsOn)}.`;
    case "membership-frozen":
      return reason.until === null
        ? "Membership is frozen until further notice."
        : `Membership is frozen; it thaws on ${wording.day(reason.until)}.`;
    case "plan-does-not-cover-hour":
      return `${reason.plan} does not cover this hour.`;
    case "plan-does-not-cover-site":
      return `${reason.plan} does not cover this site.`;
    case "no-visits-left":
      return `No visits left on ${reason.plan}.`;
    case "house-full":
      return `The house is full (${reason.capacity}).`;
    case "barred":
      return reason.note === "" ? "Barred." : `Barred: ${reason.note}`;
    case "payment-due":
      return `${wording.money(reason.amountCents)} due since ${wording.day(reason.since)}.`;
    case "already-inside":
      return `Already in since ${wording.time(reason.since)}.`;
    case "not-inside":
      return "Not checked in.";
    case "visit-already-closed":
      return `Already checked out at ${wording.time(reason.at)}.`;
    case "visit-already-undone":
      return "This was already undone.";
    case "checked-out-since":
      return "Checked out since: undo the check-out first.";
    case "inside-again":
      return "Checked in again since: nothing to undo.";
    case "too-late-to-undo":
      return `Undo is open for ${reason.minutes} minutes; a manager can still do it.`;
    case "not-offline":
      return NOT_OFFLINE[reason.why];
    default:
      return unreachable(reason);
  }
}
