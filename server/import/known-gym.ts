// What the gym knows already, arranged so that the lines of a file find whom they speak of.
import type { CalendarDay } from "../../domain/instant.ts";
import type { MemberFields } from "../store/member-fields.ts";
import { foldText } from "../../domain/fold-text.ts";

export interface KnownMembership {
  readonly id: string;
  readonly planId: string;
  readonly startsOn: CalendarDay;
  readonly endsOn: CalendarDay | null;
  readonly isFrozen: boolean;
}

export interface KnownMember {
  readonly id: string;
  readonly version: number;
  readonly fields: MemberFields;
  /** The latest first. */
  readonly memberships: readonly KnownMembership[];
}

export interface KnownPlan {
  readonly id: string;
  readonly name: string;
  readonly visits: number | null;
  readonly isActive: boolean;
}

export interface KnownGym {
  readonly members: readonly KnownMember[];
  /** Cards and codes, and the id of the member who holds each. */
  readonly cards: ReadonlyMap<string, string>;
  readonly plans: readonly KnownPlan[];
}

/** What tells a person apart beside a number or a card. */
export interface Traits {
  readonly fullName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly birthDate: CalendarDay | null;
}

/** The name with the e-mail, the phone or the birthday; the name alone where there is nothing else. */
export function traitKeys({ fullName, email, phone, birthDate }: Traits): readonly string[] {
  if (fullName === null) return [];
  const name = foldText(fullName);
  const digits = (phone ?? "").replaceAll(/\D/g, "").slice(-9);
  const keys: string[] = [];
  if (email !== null) keys.push(`e-mail|${email.toLowerCase()}|${name}`);
  if (digits !== "") keys.push(`phone|${digits}|${name}`);
  if (birthDate !== null) keys.push(`birth date|${birthDate}|${name}`);
  return keys.length > 0 ? keys : [`name|${name}`];
}

export class Register {
  readonly #byId = new Map<string, KnownMember>();
  readonly #byNumber = new Map<string, KnownMember>();
  readonly #byTrait = new Map<string, KnownMember | "several">();
  readonly #cards: ReadonlyMap<string, string>;

  constructor(gym: KnownGym) {
    this.#cards = gym.cards;
    for (const member of gym.members) {
      this.#byId.set(member.id, member);
      this.#byNumber.set(member.fields.membershipNumber, member);
      for (const key of traitKeys(member.fields)) {
        this.#byTrait.set(key, this.#byTrait.has(key) ? "several" : member);
      }
    }
  }

  withNumber(membershipNumber: string): KnownMember | null {
    return this.#byNumber.get(membershipNumber) ?? null;
  }

  holderOf(card: string): KnownMember | null {
    return this.#byId.get(this.#cards.get(card) ?? "") ?? null;
  }

  withTrait(keys: readonly string[]): KnownMember | "several" | null {
    for (const key of keys) {
      const found = this.#byTrait.get(key);
      if (found !== undefined) return found;
    }
    return null;
  }
}
