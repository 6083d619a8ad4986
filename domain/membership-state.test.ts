import fc from "fast-check";
import { expect, test } from "vitest";
import { aMember, NOW, SITE, TODAY } from "../test/support/a-gym.ts";
import { anyMembership } from "../test/support/any-membership.ts";
import { gymDayAt, localMoment } from "./gym-day.ts";
import type { Membership } from "./member.ts";
import { bestMembershipOn, membershipStateOn } from "./membership-state.ts";
import type { MembershipState } from "./membership-state.ts";
import type { ReasonCode } from "./reason.ts";
import { standingOf } from "./standing.ts";

const OBJECTIONS: Readonly<Record<MembershipState, readonly ReasonCode[]>> = {
  active: [],
  frozen: ["membership-frozen"],
  not_started: ["membership-not-started"],
  ended: ["membership-ended", "no-visits-left"],
  none: ["no-membership"],
};

function atTheDoor(memberships: readonly Membership[]): readonly ReasonCode[] {
  const local = localMoment(NOW, SITE.timeZone);
  const moment = { siteId: SITE.id, gymDay: gymDayAt(NOW, SITE), local, paidToday: [] };
  return standingOf(aMember({ memberships }), moment).reasons.map(({ code }) => code);
}

test("[MEMBER-2] a membership is active on a day where the door has nothing against it; else the door names its state", () => {
  fc.assert(
    fc.property(anyMembership, (membership) => {
      const state = membershipStateOn(membership, TODAY);
      const codes = atTheDoor([membership]);
      expect(codes.length === 0).toBe(state === "active");
      expect(codes.some((code) => OBJECTIONS[state].includes(code))).toBe(state !== "active");
    }),
  );
});

test("[MEMBER-2] the membership that a list names is active where any of them lets its holder in", () => {
  fc.assert(
    fc.property(fc.array(anyMembership, { maxLength: 4 }), (memberships) => {
      const best = bestMembershipOn(memberships, TODAY);
      expect(best === null).toBe(memberships.length === 0);
      expect(best?.state === "active").toBe(atTheDoor(memberships).length === 0);
    }),
  );
});
