// The day by which memberships are judged where no door is involved: the gym-day of the first site.
import { gymDayAt } from "../../domain/gym-day.ts";
import type { CalendarDay, Instant } from "../../domain/instant.ts";
import type { Kysely } from "kysely";
import type { Tables } from "./schema.ts";

export async function readToday(database: Kysely<Tables>, now: Instant): Promise<CalendarDay> {
  const site = await database
    .selectFrom("site")
    .select(["time_zone", "gym_day_starts_at"])
    .where("timeline", "=", "live")
    .orderBy("created_at")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  if (site === undefined) return now.slice(0, 10);
  const clock = { timeZone: site.time_zone, gymDayStartsAt: site.gym_day_starts_at };
  return gymDayAt(now, clock).day;
}
