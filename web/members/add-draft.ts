// A new member while they are being typed, and what is sent of them.
import type { CalendarDay } from "../../domain/instant.ts";
import type { NewMember } from "../../protocol/http/members.ts";
import { endAfterMonths } from "../parts/calendar.ts";
import { EN_MEMBERS } from "../words/en-members.ts";

export interface AddDraft {
  readonly fullName: string;
  readonly card: string;
  readonly planId: string | null;
  readonly startsOn: CalendarDay;
  /** Empty: open end. */
  readonly endsOn: string;
  readonly email: string;
  readonly phone: string;
}

const USUAL_MONTHS = 12;

export function emptyAdd(today: CalendarDay, planId: string | null): AddDraft {
  return {
    fullName: "",
    card: "",
    planId,
    startsOn: today,
    endsOn: endAfterMonths(today, USUAL_MONTHS),
    email: "",
    phone: "",
  };
}

/** The next at the desk mostly wants the same: plan and days stay. */
export function nextAfter(draft: AddDraft): AddDraft {
  return { ...draft, fullName: "", card: "", email: "", phone: "" };
}

export function isTouched(draft: AddDraft): boolean {
  return [draft.fullName, draft.card, draft.email, draft.phone].some((text) => text.trim() !== "");
}

export function faultsOfAdd(draft: AddDraft): { readonly [Field in keyof AddDraft]?: string } {
  const words = EN_MEMBERS.form;
  const hasPlan = draft.planId !== null;
  return {
    ...(draft.fullName.trim() === "" && { fullName: words.noName }),
    ...(hasPlan && draft.startsOn === "" && { startsOn: words.startNeeded }),
    ...(hasPlan &&
      draft.endsOn !== "" &&
      draft.endsOn < draft.startsOn && { endsOn: words.endsBeforeStart }),
  };
}

export function newMemberOf(draft: AddDraft): NewMember {
  const { planId, startsOn, endsOn } = draft;
  const card = draft.card.trim();
  return {
    fullName: draft.fullName.trim(),
    email: emptyAsNull(draft.email),
    phone: emptyAsNull(draft.phone),
    ...(card !== "" && { credential: card }),
    ...(planId !== null && {
      membership: { planId, startsOn, endsOn: endsOn === "" ? null : endsOn },
    }),
  };
}

export function emptyAsNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === "" ? null : trimmed;
}
