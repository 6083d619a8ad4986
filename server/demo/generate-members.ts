// The people of the demo gym: made from a seed, the same for the same seed and day.
import type { CalendarDay } from "../../domain/instant.ts";
import { daysBetween, plusDays } from "./calendar.ts";
import type { DemoCredential, DemoMember } from "./demo-member.ts";
import { makePlans } from "./demo-plans.ts";
import type { DemoPlan, PlanKey } from "./demo-plans.ts";
import { drawHabit } from "./draw-habit.ts";
import { drawMemberships, STORIES } from "./draw-memberships.ts";
import type { Story } from "./draw-memberships.ts";
import { NAME_SOURCES, writeName } from "./names.ts";
import type { Look } from "./names.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { foldText } from "../../domain/fold-text.ts";

export const MEMBER_COUNT = 1_200;
const FIRST_NUMBER = 10_001;
const WITH_PHOTO = 0.85;

export interface DemoPeople {
  readonly plans: readonly DemoPlan[];
  /** In the order in which they joined. */
  readonly members: readonly DemoMember[];
}

export function generatePeople(
  random: SeededRandom,
  today: CalendarDay,
  count: number,
): DemoPeople {
  const plans = makePlans(random.fork("plans"), Date.parse(plusDays(today, -4 * 365)));
  const names = new Set<string>();
  const drafts = Array.from({ length: count }, (_, index) =>
    draftMember(random.fork(`member-${index}`), { plans, today, names }),
  );
  drafts.sort((a, b) => a.joinedOn.localeCompare(b.joinedOn) || a.id.localeCompare(b.id));
  const members = drafts.map((draft, index) =>
    numbered(random, draft, FIRST_NUMBER + index, today),
  );
  return { plans: [...plans.values()], members };
}

type Draft = Omit<DemoMember, "membershipNumber" | "email" | "phone" | "credentials">;

function draftMember(
  random: SeededRandom,
  from: {
    readonly plans: ReadonlyMap<PlanKey, DemoPlan>;
    readonly today: CalendarDay;
    readonly names: Set<string>;
  },
): Draft {
  const { today } = from;
  const { story } = random.weighted(STORIES);
  const key = drawPlan(random, story);
  const habit = drawHabit(random, key);
  const plan = from.plans.get(key) as DemoPlan;
  const drawn = drawMemberships(random, { story, plan, today, perWeek: habit.perWeek });
  const isCurrent = story === "running" || story === "ending-soon" || story === "packs";
  return {
    id: random.id(Date.parse(drawn.joinedOn)),
    ...drawName(random, from.names),
    birthDate: drawBirth(random, key, drawn.joinedOn, today),
    ...drawn,
    note: random.chance(0.07) ? random.pick(NOTES) : "",
    barred: isCurrent && random.chance(0.008) ? drawBar(random, today) : null,
    paymentDue: isCurrent && random.chance(0.055) ? drawDue(random, today) : null,
    hasPhoto: random.chance(WITH_PHOTO),
    habit,
  };
}

function drawPlan(random: SeededRandom, story: Story): PlanKey {
  if (story === "packs") return "ten-visits";
  if (story === "day-guest") return "day-pass";
  return random.weighted<{ readonly key: PlanKey; readonly weight: number }>([
    { key: "anytime", weight: 60 },
    { key: "off-peak", weight: 22 },
    { key: "student", weight: 18 },
  ]).key;
}

function drawName(random: SeededRandom, taken: Set<string>): { fullName: string; look: Look } {
  for (let attempt = 0; ; attempt += 1) {
    const source = random.weighted(NAME_SOURCES);
    const look: Look = random.chance(0.5) ? "feminine" : "masculine";
    const fullName = writeName(source, look, random.pick(source[look]), random.pick(source.family));
    // Namesakes exist, but not at every turn.
    if (taken.has(fullName) && attempt < 5) continue;
    taken.add(fullName);
    return { fullName, look };
  }
}

function drawBirth(random: SeededRandom, plan: PlanKey, joinedOn: CalendarDay, today: CalendarDay) {
  const years =
    plan === "student"
      ? random.normal(22.5, 2.2)
      : plan === "off-peak"
        ? random.normal(52, 15)
        : random.normal(36, 10.5);
  const atJoining = daysBetween(joinedOn, today) / 365.25 + 16.1;
  const age = Math.min(84, Math.max(atJoining, years));
  return plusDays(today, -Math.round(age * 365.25) - random.whole(0, 60));
}

function drawDue(random: SeededRandom, today: CalendarDay) {
  const amountCents = random.pick([1_990, 2_990, 3_490, 3_990, 4_990, 6_980]);
  return { amountCents, since: plusDays(today, -random.whole(2, 45)) };
}

function drawBar(random: SeededRandom, today: CalendarDay) {
  const since = plusDays(today, -random.whole(10, 150));
  return { note: random.pick(BAR_NOTES), since };
}

function numbered(
  random: SeededRandom,
  draft: Draft,
  number: number,
  today: CalendarDay,
): DemoMember {
  const own = random.fork(`number-${number}`);
  return {
    ...draft,
    membershipNumber: String(number),
    email: own.chance(0.93) ? emailOf(own, draft.fullName, number) : null,
    phone: own.chance(0.85) ? drawPhone(own) : null,
    credentials: drawCredentials(own, draft.joinedOn, number, today),
  };
}

/** At names that are reserved for examples (RFC 2606), so that no letter ever reaches anybody. */
function emailOf(random: SeededRandom, fullName: string, number: number): string {
  const plain = foldText(fullName)
    .replaceAll(/[^a-z ]/g, "")
    .trim();
  const name = plain.length < 5 ? "member" : plain.replace(/ +/g, random.pick([".", "_", "."]));
  return `${name}${number % 1_000}@${random.pick(["example.com", "example.org", "example.net"])}`;
}

/** From ranges that are kept free for stories: Ofcom's, ARCEP's and the North American 555-01xx. */
function drawPhone(random: SeededRandom): string {
  const digits = (count: number) =>
    Array.from({ length: count }, () => random.whole(0, 9)).join("");
  const kind = random.next();
  if (kind < 0.5) return `+44 7700 900${digits(3)}`;
  if (kind < 0.85) return `+33 6 39 98 ${digits(2)} ${digits(2)}`;
  return `+1 202 555 01${digits(2)}`;
}

function drawCredentials(
  random: SeededRandom,
  joinedOn: CalendarDay,
  number: number,
  today: CalendarDay,
) {
  const at = Date.parse(joinedOn);
  const barcode = (replacedOn: CalendarDay | null, issue: number): DemoCredential => {
    const code = withCheckDigit(`20${issue}${String(number).padStart(9, "0")}`);
    return { id: random.id(at), kind: "barcode", code, replacedOn };
  };
  const isReplaced = random.chance(0.05) && daysBetween(joinedOn, today) > 60;
  const credentials = [barcode(null, isReplaced ? 1 : 0)];
  if (isReplaced) credentials.push(barcode(plusDays(joinedOn, random.whole(3, 60)), 0));
  if (random.chance(0.35)) {
    const code = `04${random.id(number).replaceAll("-", "").slice(20, 32).toUpperCase()}`;
    credentials.push({ id: random.id(at), kind: "card", code, replacedOn: null });
  }
  return credentials;
}

/** EAN-13 (GS1): digits in even places count three times. */
function withCheckDigit(twelve: string): string {
  const sum = [...twelve].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}

const NOTES = [
  "Prefers to be called by the second name.",
  "Knee operation in spring: asks for the low steps.",
  "Locker 41 rented until the end of the year.",
  "Left a grey bottle at the desk.",
  "Training for a first half marathon.",
  "Speaks little English: French works well.",
  "Asked about swimming lessons for two children.",
  "Induction on the cable machines still to be done.",
  "Brings a guest now and then.",
  "Pays in cash at the desk.",
  "Asthma: inhaler is in the side pocket of the bag.",
  "Would like a trainer, evenings only.",
] as const;

const BAR_NOTES = [
  "Lent the card to others, twice. See the manager.",
  "Threatened staff. Do not let in.",
  "Damaged a machine and left. See the manager.",
] as const;
