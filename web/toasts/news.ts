// What an event is worth as a message, and how a burst of them becomes one.
import { unreachable } from "../../domain/assert.ts";
import type { Numbered, SiteEvent } from "../../domain/event.ts";
import type { MemberBrief } from "../../domain/member.ts";
import type { Reason } from "../../domain/reason.ts";
import type { Location } from "../../domain/site.ts";
import type { ToastKind } from "./quiet.ts";

export interface News {
  /** The id of the visit or refusal it is about. */
  readonly about: string;
  readonly kind: ToastKind;
  readonly member: MemberBrief | null;
  readonly location: Location;
  readonly reasons: readonly Reason[];
  readonly durationMinutes: number | null;
  readonly undid?: "check_in" | "check_out";
}

/** Null for what no person did. */
export function newsOf(event: Numbered<SiteEvent>): News | null {
  switch (event.type) {
    case "member_checked_in": {
      const { id, member, location, alerts } = event.payload;
      const kind = alerts.length === 0 ? "check_in" : "warned";
      return { about: id, kind, member, location, reasons: alerts, durationMinutes: null };
    }
    case "member_checked_out": {
      const { id, member, checkOutLocation: location, durationMinutes, how } = event.payload;
      // A guess of the system is nobody's deed.
      if (how === "automatic") return null;
      return { about: id, kind: "check_out", member, location, reasons: [], durationMinutes };
    }
    case "check_in_refused": {
      const { id, member, location, reasons } = event.payload;
      return { about: id, kind: "refused", member, location, reasons, durationMinutes: null };
    }
    case "check_in_undone":
    case "check_out_undone": {
      const { id, member, location } = event.payload.visit;
      const undid = event.type === "check_in_undone" ? "check_in" : "check_out";
      const news = { about: id, kind: "undone", member, location, undid } as const;
      return { ...news, reasons: [], durationMinutes: null };
    }
    case "gym_day_began":
    case "site_changed":
      return null;
    default:
      return unreachable(event);
  }
}

const BURST_MS = 2_000;
/** More than these of one kind within the time become one message. */
const MOST_SINGLE = 3;

/** A message about many shows the faces of the newest. */
const FACES = 6;

export interface Shown {
  readonly kind: ToastKind;
  /** One: a message about a person; more: about how many. */
  readonly count: number;
  /** The newest of them, newest last. */
  readonly news: readonly News[];
  readonly at: number;
}

export interface Group<S extends Shown> extends Shown {
  readonly replaces: readonly S[];
}

/**
 * Groups the news of each kind. `recent` is what was shown within the last `BURST_MS`; where that and
 * the new together are more than `MOST_SINGLE`, one message takes the place of all of them.
 */
export function groupNews<S extends Shown>(
  recent: readonly S[],
  fresh: readonly News[],
  now: number,
): readonly Group<S>[] {
  const kinds = [...new Set(fresh.map(({ kind }) => kind))];
  return kinds.flatMap((kind): readonly Group<S>[] => {
    const mine = fresh.filter((one) => one.kind === kind);
    const before = recent.filter((one) => one.kind === kind && now - one.at <= BURST_MS);
    const count = before.reduce((sum, one) => sum + one.count, mine.length);
    if (count > MOST_SINGLE) {
      const news = [...before.flatMap((one) => one.news), ...mine].slice(-FACES);
      return [{ kind, count, news, at: now, replaces: before }];
    }
    return mine.map((one) => ({ kind, count: 1, news: [one], at: now, replaces: [] }));
  });
}
