// A house with its screens and a browser to look at them: what every journey begins with.
import { must } from "../../domain/assert.ts";
import type { PlanRow } from "../../protocol/http/gym.ts";
import type { MemberProfile, NewMember } from "../../protocol/http/members.ts";
import type { HouseOptions } from "../../server/house-options.ts";
import { openScreens, WEB_FOLDER } from "./open-screens.ts";
import type { Screens } from "./open-screens.ts";
import { openTestHouse } from "./open-test-house.ts";
import type { Person, TestHouse } from "./open-test-house.ts";

export interface Gym extends TestHouse {
  readonly screens: Screens;
  /** A plan that opens every door at any hour. */
  readonly planId: string;
  /** A member whose membership holds, unless told otherwise. */
  addMember(fullName: string, more?: Partial<NewMember>): Promise<MemberProfile>;
}

export async function openGym(options: Partial<HouseOptions> = {}): Promise<Gym> {
  const house = await openTestHouse({
    ...{ webFolder: WEB_FOLDER, gymDayStartsAt: longAgo() },
    ...options,
  });
  const screens = await openScreens(house.url);
  const plans = await house.owner.ask("GET", "/api/plans");
  const planId = must((plans.body as readonly PlanRow[])[0], "first plan").id;
  return {
    ...house,
    screens,
    planId,
    addMember: (fullName, more = {}) => addMember(house.owner, planId, fullName, more),
    close: async () => {
      await screens.close();
      await house.close();
    },
  };
}

/** The gym-day turned twelve hours ago, so that no test meets its turn. */
function longAgo(): string {
  const zoned = new Date().toLocaleTimeString("en-GB", { timeZone: "Europe/Berlin" });
  const hour = (Number(zoned.slice(0, 2)) + 12) % 24;
  return `${String(hour).padStart(2, "0")}:00`;
}

async function addMember(
  owner: Person,
  planId: string,
  fullName: string,
  more: Partial<NewMember>,
): Promise<MemberProfile> {
  const membership = { planId, startsOn: "2020-01-01" };
  return done(owner.ask("POST", "/api/members", { fullName, membership, ...more }));
}

/** The body of an answer that is no problem. */
export async function done(answering: ReturnType<Person["ask"]>): Promise<never> {
  const { status, body } = await answering;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}
