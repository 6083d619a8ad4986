// All that the first run asks, while it is being typed, and what is still missing.
import type { FirstRun } from "../../protocol/http/people.ts";
import { MIN_PASSWORD_LENGTH } from "../../protocol/limits.ts";
import { isSound, usualHours, weekHoursOf } from "../parts/hours-draft.ts";
import type { HoursDraft } from "../parts/hours-draft.ts";
import { EN_FIRST_RUN } from "../words/en-first-run.ts";

const GOOD_LENGTH = 14;
const VERY_GOOD_LENGTH = 18;

export interface AccountDraft {
  readonly code: string;
  readonly fullName: string;
  readonly email: string;
  readonly password: string;
}

export interface GymDraft {
  readonly name: string;
  readonly timeZone: string;
  readonly gymDayStartsAt: string;
  readonly hours: HoursDraft;
  readonly capacity: number | null;
}

/** A sentence for each field that is not right yet. */
export type Faults<Draft> = { readonly [Field in keyof Draft]?: string };

export const EMPTY_ACCOUNT: AccountDraft = { code: "", fullName: "", email: "", password: "" };

export function emptyGym(timeZone: string): GymDraft {
  return { name: "", timeZone, gymDayStartsAt: "04:00", hours: usualHours(), capacity: null };
}

export function faultsOfAccount(draft: AccountDraft): Faults<AccountDraft> {
  const words = EN_FIRST_RUN.account;
  const missing = MIN_PASSWORD_LENGTH - lengthOf(draft.password);
  return {
    ...(draft.code.trim() === "" && { code: words.noCode }),
    ...(draft.fullName.trim() === "" && { fullName: words.noName }),
    ...(!looksLikeEmail(draft.email) && { email: words.badEmail }),
    ...(missing > 0 && { password: words.shortPassword(missing) }),
  };
}

export function faultsOfGym(draft: GymDraft): Faults<GymDraft> {
  return {
    ...(draft.name.trim() === "" && { name: EN_FIRST_RUN.gym.noName }),
    ...(!isSound(draft.hours) && { hours: "" }),
  };
}

/** 0: too short, to 3: very good. Length is what counts; one repeated character does not. */
export function strengthOf(password: string): 0 | 1 | 2 | 3 {
  const length = lengthOf(password);
  if (length < MIN_PASSWORD_LENGTH) return 0;
  if (new Set(password).size < 5 || length < GOOD_LENGTH) return 1;
  return length < VERY_GOOD_LENGTH ? 2 : 3;
}

/** Letters as a reader counts them, whatever the script. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** As much as a form can know; the server decides. */
function looksLikeEmail(text: string): boolean {
  return /^\S+@\S+\.\S+$/u.test(text.trim());
}

export function firstRunOf(account: AccountDraft, gym: GymDraft): FirstRun {
  return {
    code: account.code.trim(),
    account: {
      fullName: account.fullName.trim(),
      email: account.email.trim(),
      password: account.password,
    },
    gym: {
      name: gym.name.trim(),
      timeZone: gym.timeZone,
      gymDayStartsAt: gym.gymDayStartsAt,
      hours: weekHoursOf(gym.hours),
      capacity: gym.capacity,
    },
  };
}
