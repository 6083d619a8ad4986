// The same rule book: a desk with a fresh book and the server, given the same facts and the same commands
// one after the other, say the same and make the same true.
import fc from "fast-check";
import { expect, test } from "vitest";
import { decideHere } from "../../client/offline/decide-here.ts";
import type { Known } from "../../client/offline/decide-here.ts";
import { DeskBook } from "../../client/offline/desk-book.ts";
import type { OwnStep } from "../../client/offline/own-step.ts";
import { NOBODY_IN } from "../../client/offline/presence.ts";
import type { DoorMessage } from "../../client/outbox-storage.ts";
import type { Book, BookMember } from "../../domain/book.ts";
import type { CheckIn, CheckOut, Undo } from "../../domain/command.ts";
import type { Instant } from "../../domain/instant.ts";
import { plusMinutes } from "../../domain/instant.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { EMPTY_STATISTICS } from "../../domain/statistics.ts";
import { BatchState } from "../../server/desk/batch-state.ts";
import { decideInBatch, turnDayInBatch } from "../../server/desk/decide-command.ts";
import { aMember, aMembership, DOOR, idOf, NOW, SITE } from "../support/a-gym.ts";

const WORKS_HERE = idOf(7);
const NEW_CODE = 100;

interface Drawn {
  readonly members: readonly BookMember[];
  readonly capacity: number | null;
  readonly mayCorrect: boolean;
  readonly steps: readonly Step[];
}

interface Step {
  readonly kind: "in" | "out" | "out-by-visit" | "undo";
  readonly who: number;
  readonly by: "card" | "old card" | "id";
  readonly minutes: number;
  readonly what: "check_in" | "check_out";
}

const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

const membership = fc.record({
  visitsLeft: fc.option(fc.nat(2), { freq: 2 }),
  endsOn: rarely(fc.constantFrom("2026-11-23", "2026-11-24")),
  startsOn: fc.constantFrom("2026-01-01", "2026-01-01", "2026-01-01", "2026-11-25"),
  freeze: rarely(fc.constantFrom({ from: "2026-11-01", until: "2026-11-30" })),
  covers: fc.record({
    siteIds: rarely(fc.constantFrom([SITE.id], [idOf(0xb)])),
    hours: rarely(fc.constant([{ days: [2], from: "09:00", to: "18:30" }])),
  }),
});

const member = fc.record({
  memberships: fc.array(membership, { minLength: 1, maxLength: 2 }),
  barred: rarely(fc.constant({ note: "Fight." })),
  paymentDue: rarely(fc.constant({ amountCents: 500, since: "2026-11-01" })),
});

const drawn: fc.Arbitrary<Drawn> = fc.record({
  members: fc
    .array(member, { minLength: 3, maxLength: 3 })
    .map((list) => list.map((more, index) => holder(index + 1, more))),
  capacity: fc.option(fc.integer({ min: 1, max: 2 }), { freq: 2 }),
  mayCorrect: fc.boolean(),
  steps: fc.array(
    fc.record({
      kind: fc.constantFrom("in", "in", "out", "out-by-visit", "undo"),
      who: fc.integer({ min: 1, max: 4 }),
      by: fc.constantFrom("card", "old card", "id"),
      minutes: fc.nat(4),
      what: fc.constantFrom("check_in", "check_out"),
    }),
    { minLength: 1, maxLength: 25 },
  ),
});

function holder(
  number: number,
  more: Omit<Partial<BookMember>, "memberships"> & object,
): BookMember {
  const { memberships: held = [], ...rest } = more as Partial<BookMember>;
  return {
    ...aMember({ id: idOf(number), membershipNumber: `M-${number}` }),
    ...rest,
    memberships: held.map((each, index) => ({
      ...aMembership({ id: idOf(number * 16 + index + 0x100) }),
      ...each,
    })),
    credentials: [
      { code: `card ${number}`, replacedAt: null },
      { code: `old card ${number}`, replacedAt: NOW },
    ],
  };
}

/** The server's own state of a batch, and what it says to a command. */
function openServer({ members, capacity, mayCorrect }: Drawn) {
  const site = { ...SITE, capacity };
  const doors = new Map([[DOOR.id, DOOR]]);
  const head = { site, doors, seq: 0, hash: "", currentDay: null, statistics: EMPTY_STATISTICS };
  const credentials = members.flatMap(({ id: memberId, credentials: codes }) =>
    codes.map(({ code, replacedAt }) => [code, { memberId, replacedAt }] as const),
  );
  const facts = {
    members: new Map(members.map((each) => [each.id, each])),
    credentials: new Map(credentials),
    ...{ visits: [], recent: new Map() },
  };
  const state = new BatchState(head, facts);
  turnDayInBatch(state, NOW, [], { id: idOf(0xda), recordedAt: NOW });
  return (message: DoorMessage, at: Instant): Outcome =>
    decideInBatch(state, commandOf(message, at, mayCorrect)).outcome;
}

function commandOf(
  message: DoorMessage,
  at: Instant,
  mayCorrect: boolean,
): CheckIn | CheckOut | Undo {
  const { commandId } = message.payload;
  const ids = { commandId, decisionId: commandId, by: WORKS_HERE, madeOffline: true };
  const asked = { ...ids, at, recordedAt: at, notes: null };
  if (message.type === "undo") {
    const { visitId, what } = message.payload;
    return { ...ids, at, recordedAt: at, type: "undo", visitId, what, mayCorrect };
  }
  const { memberId, credential = "" } = message.payload;
  const subject = memberId === undefined ? { credential } : { memberId };
  if (message.type === "check_in") {
    return { ...asked, type: "check_in", subject, doorId: DOOR.id, visitId: commandId };
  }
  const { checkInId } = message.payload;
  const how = message.payload.credential === undefined ? "staff" : "scanned";
  const whom = checkInId === undefined ? subject : { checkInId };
  return { ...asked, type: "check_out", subject: whom, doorId: DOOR.id, how };
}

/** `visitIds`: of the visits so far. */
function messageOf(
  step: Step,
  number: number,
  at: Instant,
  visitIds: readonly string[],
): DoorMessage {
  const commandId = idOf(0x10_000 + number);
  const named =
    step.by === "id" ? { memberId: idOf(step.who) } : { credential: `${step.by} ${step.who}` };
  const visitId = visitIds.at(-1 - (step.who % 2));
  const location = { doorId: DOOR.id };
  if (step.kind === "undo" && visitId !== undefined) {
    return { type: "undo", payload: { commandId, visitId, what: step.what, at } };
  }
  if (step.kind === "out-by-visit" && visitId !== undefined) {
    return { type: "check_out", payload: { commandId, checkInId: visitId, location, at } };
  }
  const type = step.kind === "in" ? "check_in" : "check_out";
  return { type, payload: { commandId, ...named, location, at } };
}

test("[OFFLINE-1] what a desk decides one after the other is what the server would, to the last field", () => {
  const said = new Set<string>();
  fc.assert(
    fc.property(drawn, (given) => {
      const server = openServer(given);
      const site = { ...SITE, capacity: given.capacity };
      const position = { epoch: "e", seq: NEW_CODE };
      const book: Book = { position, builtAt: NOW, site, doors: [DOOR], members: given.members };
      const known = { book: new DeskBook(book), kept: NOBODY_IN, staffId: WORKS_HERE };
      const steps: OwnStep[] = [];
      const visitIds: string[] = [];
      let at = NOW;
      for (const [index, step] of given.steps.entries()) {
        at = plusMinutes(at, step.minutes);
        const message = messageOf(step, index, at, visitIds);
        const { mayCorrect } = given;
        const here: Known = { ...known, steps, mayCorrect, now: at };
        const own = decideHere(message, here);
        const there = server(message, at);
        expect(own?.outcome).toEqual(there);
        if (own !== null) steps.push(own);
        if (there.events.some(({ type }) => type === "member_checked_in")) {
          visitIds.push(message.payload.commandId);
        }
        said.add(there.decision.verdict);
        for (const { code } of there.decision.reasons) said.add(code);
      }
    }),
    { numRuns: 200 },
  );
  // The drawn gyms are no quiet ones.
  expect(said.size).toBeGreaterThan(14);
});
