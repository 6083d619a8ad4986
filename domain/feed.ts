// One line of the activity feed for each thing a member did, derived from the event that says so.
import { unreachable } from "./assert.ts";
import type { Numbered, SiteEvent } from "./event.ts";
import type { Instant } from "./instant.ts";
import type { MemberBrief } from "./member.ts";
import type { Reason } from "./reason.ts";
import type { Location } from "./site.ts";
import type { CheckOutWay } from "./visit.ts";
import { isClosed } from "./visit.ts";

export type Activity = "check_in" | "check_out" | "refused" | "undone";

export interface FeedLine {
  readonly seq: number;
  readonly activity: Activity;
  /** Null where nobody knows whose card it was. */
  readonly member: MemberBrief | null;
  readonly timestamp: Instant;
  readonly location: Location;
  /** The visit it is about; null for a refusal. */
  readonly visitId: string | null;
  readonly durationMinutes: number | null;
  readonly how: CheckOutWay | null;
  /** Which step was taken back, for `undone`. */
  readonly undid: "check_in" | "check_out" | null;
  /** Why it was refused, or what was warned of. */
  readonly reasons: readonly Reason[];
  /** True where a desk did it by itself while the server was away. */
  readonly madeOffline: boolean;
}

/** The log keeps events from before they said so. */
function isSet(flag: boolean | undefined): boolean {
  return flag ?? false;
}

/** The feed's line for an event; null where the event is none of the feed's business. */
export function feedLineOf(event: Numbered<SiteEvent>): FeedLine | null {
  const line = { seq: event.seq, durationMinutes: null, how: null, undid: null, reasons: [] };
  switch (event.type) {
    case "member_checked_in": {
      const { id, member, checkInTime, location, alerts, madeOffline } = event.payload;
      const activity = "check_in";
      return {
        ...line,
        activity,
        member,
        timestamp: checkInTime,
        location,
        visitId: id,
        reasons: alerts,
        madeOffline: isSet(madeOffline),
      };
    }
    case "member_checked_out": {
      const { id, member, checkOutTime, checkOutLocation, durationMinutes, how, leftOffline } =
        event.payload;
      const activity = "check_out";
      return {
        ...line,
        activity,
        member,
        timestamp: checkOutTime,
        location: checkOutLocation,
        visitId: id,
        durationMinutes,
        how,
        madeOffline: isSet(leftOffline),
      };
    }
    case "check_in_refused": {
      const { member, at, location, reasons, madeOffline } = event.payload;
      return {
        ...line,
        activity: "refused",
        member,
        timestamp: at,
        location,
        visitId: null,
        reasons,
        madeOffline: isSet(madeOffline),
      };
    }
    case "check_in_undone":
    case "check_out_undone": {
      const { visit, at, madeOffline: flag } = event.payload;
      const undid = event.type === "check_in_undone" ? "check_in" : "check_out";
      const { member, id: visitId } = visit;
      const location = isClosed(visit) ? visit.checkOutLocation : visit.location;
      const madeOffline = isSet(flag);
      return {
        ...line,
        ...{ activity: "undone", member, timestamp: at, location, visitId, undid, madeOffline },
      };
    }
    case "gym_day_began":
    case "site_changed":
      return null;
    default:
      return unreachable(event);
  }
}
