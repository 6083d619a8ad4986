// Whom the lines of a file speak of, and what they change.
import { describe, expect, it } from "vitest";
import { EMPTY_FIELDS } from "../store/member-fields.ts";
import type { MemberFields } from "../store/member-fields.ts";
import type { ImportLine } from "./import-line.ts";
import type { KnownGym, KnownMembership } from "./known-gym.ts";
import { planImport } from "./plan-import.ts";

const TODAY = "2026-11-24";
const STANDARD = { id: "standard", name: "Standard", visits: null, isActive: true };
const TEN = { id: "ten", name: "Ten visits", visits: 10, isActive: true };

const member = (
  id: string,
  fields: Partial<MemberFields>,
  memberships: readonly KnownMembership[] = [],
) => ({
  id,
  version: 1,
  fields: { ...EMPTY_FIELDS, membershipNumber: id, ...fields },
  memberships,
});

const gym = (more: Partial<KnownGym> = {}): KnownGym => ({
  members: [],
  cards: new Map(),
  plans: [STANDARD, TEN],
  ...more,
});

async function plan(known: KnownGym, ...lines: Partial<ImportLine>[]) {
  let drawn = 0;
  const blank = { membershipNumber: null, card: null, email: null, phone: null, birthDate: null };
  const rest = {
    planName: null,
    startsOn: null,
    endsOn: null,
    dueCents: null,
    note: null,
    state: null,
  };
  const full = lines.map((line, index) => ({
    ...{ line: index + 2, fullName: null, ...blank, ...rest },
    ...line,
  }));
  return planImport(full, known, { today: TODAY, drawId: () => `new-${(drawn += 1)}` });
}

describe("whom a line speaks of", () => {
  const anna = member("7", { fullName: "Anna Nowak", email: "anna@gym.example" });

  it("[MEMBER-25] a number known here is that member, whatever else differs", async () => {
    const { added, updated } = await plan(gym({ members: [anna] }), {
      membershipNumber: "7",
      fullName: "Anna Kowalska",
    });
    expect(added).toEqual([]);
    expect(updated).toMatchObject([
      { id: "7", before: { fullName: "Anna Nowak" }, after: { fullName: "Anna Kowalska" } },
    ]);
  });

  it("[MEMBER-25] then e-mail and name tell, whatever their case and accents; a new number is taken over", async () => {
    const { updated } = await plan(gym({ members: [anna] }), {
      membershipNumber: "1042",
      fullName: "ANNA NOWAK",
      email: "Anna@Gym.example",
    });
    expect(updated).toMatchObject([{ id: "7", after: { membershipNumber: "1042" } }]);
  });

  it("[MEMBER-25] a family that shares an e-mail is told apart by names", async () => {
    const { added, updated, unchanged } = await plan(
      gym({ members: [anna] }),
      { fullName: "Anna Nowak", email: "anna@gym.example" },
      { fullName: "Jan Nowak", email: "anna@gym.example" },
    );
    expect([added.length, updated.length, unchanged]).toEqual([1, 0, 1]);
  });

  it("[MEMBER-25] without number and e-mail, the card, the phone or the birthday tell", async () => {
    const members = [
      member("1", { fullName: "Ola", phone: "+48 600 100 200" }),
      member("2", { fullName: "Ewa", birthDate: "1990-01-02" }),
      member("3", { fullName: "Iga", email: "iga@gym.example" }),
    ];
    const { added, unchanged, faults } = await plan(
      gym({ members, cards: new Map([["card-3", "3"]]) }),
      { fullName: "Ola", phone: "600100200" },
      { fullName: "Ewa", birthDate: "1990-01-02" },
      { fullName: "Iga", card: "card-3" },
    );
    expect(faults).toEqual([]);
    expect([added.length, unchanged]).toEqual([0, 2]);
  });

  it("[MEMBER-25] what a line does not say stays as it is; an amount due counts from today", async () => {
    const known = member("7", { fullName: "Anna", phone: "600", note: "knee" });
    const { updated } = await plan(gym({ members: [known] }), {
      membershipNumber: "7",
      dueCents: 500,
    });
    expect(updated[0]?.after).toEqual({ ...known.fields, dueCents: 500, dueSince: TODAY });
  });
});

describe("what cannot be", () => {
  const reasons = async (...lines: Partial<ImportLine>[]) =>
    (await plan(gym(), ...lines)).faults.map(({ line, reason }) => `${line} ${reason}`);

  it("[MEMBER-26] the same number, card, or name and e-mail twice in a file is a fault", async () => {
    const twice = [
      { fullName: "A", membershipNumber: "1" },
      { fullName: "B", membershipNumber: "1" },
    ];
    expect(await reasons(...twice)).toEqual(["3 line 2 has the same number"]);
    expect(await reasons({ fullName: "A", card: "c" }, { fullName: "B", card: "c" })).toEqual([
      "3 line 2 has the same card",
    ]);
    const mailed = { fullName: "A", email: "a@gym.example" };
    expect(await reasons(mailed, mailed)).toEqual(["3 line 2 has the same name and e-mail"]);
    expect(await reasons({ fullName: "A" }, { fullName: "A" })).toEqual([
      "3 line 2 has the same name, and nothing tells the two apart",
    ]);
  });

  it("[MEMBER-26] two people of one name are no fault where their numbers tell them apart", async () => {
    expect(
      await reasons(
        { fullName: "Jan Nowak", phone: "600", membershipNumber: "1" },
        { fullName: "Jan Nowak", phone: "600", membershipNumber: "2" },
      ),
    ).toEqual([]);
  });

  it("[MEMBER-26] a card of somebody else, a new line without a name, and an unclear name are faults", async () => {
    const known = gym({
      members: [
        member("1", { fullName: "Ola" }),
        member("2", { fullName: "Jan", email: "j@gym.example" }),
        member("3", { fullName: "Jan", email: "j@gym.example" }),
      ],
      cards: new Map([["c", "1"]]),
    });
    const { faults } = await plan(
      known,
      { fullName: "Ewa", email: "ewa@gym.example", membershipNumber: "9", card: "c" },
      { membershipNumber: "10" },
      { fullName: "Jan", email: "j@gym.example" },
    );
    expect(faults.map(({ reason }) => reason)).toEqual([
      "the card is Ola's (1)",
      "there is no name",
      "more than one member here has this name and nothing tells which is meant",
    ]);
  });
});

describe("memberships", () => {
  const held: KnownMembership = {
    id: "held",
    planId: "standard",
    startsOn: "2026-01-01",
    endsOn: "2026-12-31",
    isFrozen: false,
  };
  const known = gym({ members: [member("7", { fullName: "Anna" }, [held])] });

  it("[MEMBER-27] a plan that the gym does not have is made, once, whatever its case", async () => {
    const { holdings } = await plan(
      gym(),
      { fullName: "A", planName: "Gold" },
      { fullName: "B", planName: "GOLD", endsOn: "2027-01-31" },
      { fullName: "C", planName: "ten visits", startsOn: "2026-11-01" },
    );
    expect(holdings.plans.map(({ name }) => name)).toEqual(["Gold"]);
    expect(holdings.begun).toMatchObject([
      { startsOn: TODAY, endsOn: null, visitsLeft: null },
      { startsOn: TODAY, endsOn: "2027-01-31" },
      { planId: "ten", startsOn: "2026-11-01", visitsLeft: 10 },
    ]);
  });

  it("[MEMBER-40] a pack is made with the visits that its name promises, and nothing else is a pack", async () => {
    const packs = ["10er-Karte", "5er Karte", "10 visits", "Punch card 10", "Karnet 8 wejść"];
    const others = ["Gold 24", "12 Monate", "2 visits per week", "30 day pass", "Student"];
    const { holdings } = await plan(
      gym(),
      ...[...packs, ...others].map((planName) => ({ fullName: planName, planName })),
    );
    expect(holdings.plans.map(({ visits }) => visits)).toEqual([
      ...[10, 5, 10, 10, 8],
      ...others.map(() => null),
    ]);
    expect(holdings.begun.map(({ visitsLeft }) => visitsLeft).slice(0, 2)).toEqual([10, 5]);
  });

  it("[MEMBER-41] frozen freezes from today what still runs, barred bars, and both only once", async () => {
    const frozen = { kind: "frozen", word: "ruhend" } as const;
    const fresh = await plan(
      gym(),
      { fullName: "A", planName: "Standard", state: frozen },
      { fullName: "B", planName: "Standard", endsOn: "2026-01-31", state: frozen },
      { fullName: "C", state: { kind: "barred", word: "gesperrt" } },
    );
    expect(fresh.holdings.begun.map(({ frozenFrom }) => frozenFrom)).toEqual([TODAY, null]);
    expect(fresh.added.map(({ fields }) => fields.barredNote)).toEqual([null, null, "gesperrt"]);
    const line = { membershipNumber: "7", state: frozen };
    expect((await plan(known, line)).holdings.frozen).toEqual([{ id: "held", from: TODAY }]);
    const members = [member("7", { fullName: "Anna" }, [{ ...held, isFrozen: true }])];
    expect((await plan(gym({ members }), line)).unchanged).toBe(1);
  });

  it("[MEMBER-42] a line with a fault counts neither as new nor as changed", async () => {
    const { added, updated, faults } = await plan(
      gym({ members: known.members }),
      { fullName: "A", endsOn: "2027-06-30" },
      { membershipNumber: "7", startsOn: "2026-01-01", endsOn: "2025-06-30" },
    );
    expect([added.length, updated.length, faults.length]).toEqual([0, 0, 2]);
  });

  it("[MEMBER-27] a membership that ended long ago without a start begins on its last day", async () => {
    const { holdings } = await plan(gym(), {
      fullName: "A",
      planName: "Gold",
      endsOn: "2020-05-31",
    });
    expect(holdings.begun).toMatchObject([{ startsOn: "2020-05-31", endsOn: "2020-05-31" }]);
  });

  it("[MEMBER-27] the same plan and start lets the membership there is end on another day", async () => {
    const line = { membershipNumber: "7", planName: "Standard" };
    const longer = await plan(known, { ...line, startsOn: "2026-01-01", endsOn: "2027-12-31" });
    expect(longer.holdings).toEqual({
      plans: [],
      begun: [],
      ended: [{ id: "held", endsOn: "2027-12-31" }],
      frozen: [],
    });
    expect((await plan(known, { ...line, endsOn: "2026-12-31" })).unchanged).toBe(1);
    const renewed = await plan(known, { ...line, startsOn: "2027-01-01", endsOn: "2027-12-31" });
    expect(renewed.holdings.begun).toMatchObject([{ memberId: "7", startsOn: "2027-01-01" }]);
  });

  it("[MEMBER-27] dates without a plan speak of the plan held, or of the only one there is", async () => {
    const dates = { membershipNumber: "7", endsOn: "2027-06-30" };
    expect((await plan(known, dates)).holdings.ended).toEqual([
      { id: "held", endsOn: "2027-06-30" },
    ]);
    const only = await plan(gym({ plans: [STANDARD] }), { fullName: "A", endsOn: "2027-06-30" });
    expect(only.holdings.begun).toMatchObject([{ planId: "standard" }]);
    const unclear = await plan(gym(), { fullName: "A", endsOn: "2027-06-30" });
    expect(unclear.faults).toEqual([{ line: 2, reason: "of which plan is this?" }]);
  });
});
