import { expect, test } from "vitest";
import { anOpenVisit, idOf, NOW, TODAY } from "../test/support/a-gym.ts";
import { beginGymDay } from "./begin-gym-day.ts";
import { ASSUMED_STAY_MINUTES } from "./decide-check-in.ts";
import { plusMinutes } from "./instant.ts";

const next = { id: idOf(0xe0), day: "2026-11-25", at: "2026-11-25T03:00:00.000Z" };
const began = { type: "gym_day_began", payload: next };

test("[DAY-4] whoever is still inside is checked out by a guess, before the new day begins", () => {
  const forgot = anOpenVisit();
  const justCame = anOpenVisit({ id: idOf(2), checkInTime: plusMinutes(next.at, -10) });
  const events = beginGymDay({ currentDay: TODAY, inside: [forgot, justCame] }, next);
  expect(events).toEqual([
    {
      type: "member_checked_out",
      payload: {
        ...forgot,
        checkOutTime: plusMinutes(NOW, ASSUMED_STAY_MINUTES),
        checkOutLocation: forgot.location,
        durationMinutes: ASSUMED_STAY_MINUTES,
        how: "automatic",
        leftOffline: false,
      },
    },
    {
      type: "member_checked_out",
      payload: {
        ...justCame,
        checkOutTime: next.at,
        checkOutLocation: justCame.location,
        durationMinutes: 10,
        how: "automatic",
        leftOffline: false,
      },
    },
    began,
  ]);
});

test("[DAY-4] who came in on the new day stays", () => {
  const early = anOpenVisit({ gymDay: next.day });
  expect(beginGymDay({ currentDay: TODAY, inside: [early] }, next)).toEqual([began]);
});

test("[DAY-5] the first day begins with nobody", () => {
  expect(beginGymDay({ currentDay: null, inside: [] }, next)).toEqual([began]);
});

test.each([next.day, "2026-11-26"])("[DAY-5] nothing happens where the site is in %s", (day) => {
  expect(beginGymDay({ currentDay: day, inside: [anOpenVisit()] }, next)).toEqual([]);
});
