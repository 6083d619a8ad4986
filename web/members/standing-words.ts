// What stands between a member and the door today, in sentences for staff.
import type { MemberProfile, MembershipRow } from "../../protocol/http/members.ts";
import { EN_MEMBERS } from "../words/en-members.ts";
import { writeDay, writeMoney } from "../words/wording.ts";

const words = EN_MEMBERS.profile.standing;

export interface StandingWord {
  readonly kind: "good" | "note" | "warn" | "refuse";
  readonly text: string;
}

/** The gravest first. */
export function standingWords(member: MemberProfile): readonly StandingWord[] {
  const said: StandingWord[] = [];
  if (member.barredNote !== null) {
    said.push({ kind: "refuse", text: words.barred(member.barredNote) });
  }
  if (member.dueCents > 0) said.push({ kind: "warn", text: dueWords(member) });
  said.push(membershipWords(member));
  return said;
}

function dueWords({ dueCents, dueSince }: MemberProfile): string {
  const money = writeMoney(dueCents);
  return dueSince === null ? words.dueNoDay(money) : words.due(money, writeDay(dueSince));
}

function membershipWords(member: MemberProfile): StandingWord {
  const speaking = speakingMembership(member);
  if (speaking === null) return { kind: "note", text: words.none };
  const { planName, startsOn, endsOn, freeze } = speaking;
  switch (speaking.state) {
    case "active": {
      const ends = endsOn === null ? words.openEnd : words.until(writeDay(endsOn));
      return { kind: "good", text: words.active(planName, ends) };
    }
    case "frozen": {
      const until = freeze?.until ?? null;
      return {
        kind: "note",
        text: until === null ? words.frozen : words.frozenUntil(writeDay(until)),
      };
    }
    case "not_started":
      return { kind: "note", text: words.notStarted(planName, writeDay(startsOn)) };
    case "ended":
      return { kind: "note", text: words.ended(planName, writeDay(endsOn ?? startsOn)) };
    case "none":
      return { kind: "note", text: words.none };
  }
}

/** The membership that the member's state speaks of. */
export function speakingMembership(member: MemberProfile): MembershipRow | null {
  const { memberships, state } = member;
  return memberships.find((membership) => membership.state === state) ?? memberships[0] ?? null;
}
