// The event that everybody broadcasts: a check-in, as a screen needs it.
import type { SiteEvent } from "../../domain/event.ts";

export function madeCheckIn(number: number): Extract<SiteEvent, { type: "member_checked_in" }> {
  const id = number.toString(16).padStart(12, "0");
  return {
    type: "member_checked_in",
    payload: {
      id: `00000000-0000-4000-9000-${id}`,
      member: {
        id: `00000000-0000-4000-8000-${id}`,
        fullName: "Magdalena Hoffmann-Kowalski",
        membershipNumber: `M-${String(number).padStart(6, "0")}`,
        photoUrl: "/photos/3f786850e387550fdab836ed7e6dc881",
      },
      checkInTime: "2026-11-24T17:00:00.000Z",
      gymDay: "2026-11-24",
      location: { doorId: "00000000-0000-4000-a000-000000000001", door: "Front desk", zone: null },
      channel: "desk",
      alerts: [],
      by: null,
      firstToday: true,
      madeOffline: false,
    },
  };
}
