// What a file would change, decided before anything is written: who is new, who is different, and which
// lines cannot be. A dry run and an import decide alike.
import { setImmediate } from "node:timers/promises";
import type { CalendarDay } from "../../domain/instant.ts";
import type { MemberFields } from "../store/member-fields.ts";
import { EMPTY_FIELDS, settled } from "../store/member-fields.ts";
import { Holdings } from "./holdings.ts";
import type { HoldingChanges } from "./holdings.ts";
import type { Drawing, ImportLine } from "./import-line.ts";
import { Register, traitKeys } from "./known-gym.ts";
import type { KnownGym, KnownMember } from "./known-gym.ts";
import type { Fault } from "./read-table.ts";

export interface AddedMember {
  readonly id: string;
  /** An empty number: the next free one. */
  readonly fields: MemberFields;
  readonly joinedOn: CalendarDay;
}

export interface UpdatedMember {
  readonly id: string;
  readonly version: number;
  readonly before: MemberFields;
  readonly after: MemberFields;
}

export interface CardGiven {
  readonly id: string;
  readonly memberId: string;
  readonly code: string;
}

export interface ImportPlan {
  readonly added: readonly AddedMember[];
  /** Also those of whom only a membership or a card is new. */
  readonly updated: readonly UpdatedMember[];
  readonly unchanged: number;
  readonly cards: readonly CardGiven[];
  readonly holdings: HoldingChanges;
  readonly faults: readonly Fault[];
}

/** The doors are answered in between. */
const LINES_AT_A_TIME = 500;

export async function planImport(
  lines: readonly ImportLine[],
  gym: KnownGym,
  drawing: Drawing,
  /** Lines that cannot be read: they are compared with the others, and change nothing. */
  unreadable: ReadonlySet<number> = new Set(),
): Promise<ImportPlan> {
  const planner = new ImportPlanner(gym, drawing, unreadable);
  for (const [index, line] of lines.entries()) {
    planner.take(line);
    if (index % LINES_AT_A_TIME === 0) await setImmediate();
  }
  return planner.plan();
}

class ImportPlanner {
  readonly #drawing: Drawing;
  readonly #register: Register;
  readonly #holdings: Holdings;
  readonly #added: AddedMember[] = [];
  readonly #updated: UpdatedMember[] = [];
  readonly #cards: CardGiven[] = [];
  readonly #faults: Fault[] = [];
  /** What was said on which line, so that nothing is said twice. */
  readonly #said = new Map<string, number>();
  readonly #unreadable: ReadonlySet<number>;
  #unchanged = 0;

  constructor(gym: KnownGym, drawing: Drawing, unreadable: ReadonlySet<number>) {
    this.#drawing = drawing;
    this.#unreadable = unreadable;
    this.#register = new Register(gym);
    this.#holdings = new Holdings(gym, drawing, (fault) => this.#faults.push(fault));
  }

  plan(): ImportPlan {
    return {
      added: this.#added,
      updated: this.#updated,
      unchanged: this.#unchanged,
      cards: this.#cards,
      holdings: this.#holdings.changes(),
      faults: this.#faults,
    };
  }

  take(line: ImportLine): void {
    if (this.#isSaidTwice(line)) return;
    const known = this.#find(line);
    if (known === "several") {
      this.#fault(line, "more than one member here has this name and nothing tells which is meant");
      return;
    }
    if (known === null && line.fullName === null && !this.#unreadable.has(line.line)) {
      this.#fault(line, "there is no name");
      return;
    }
    if (known !== null && this.#says(line, `member|${known.id}`, "is of the same member")) return;
    const holder = line.card === null ? null : this.#register.holderOf(line.card);
    if (holder !== null && holder.id !== known?.id) {
      this.#fault(
        line,
        `the card is ${holder.fields.fullName}'s (${holder.fields.membershipNumber})`,
      );
      return;
    }
    if (this.#unreadable.has(line.line)) return;
    if (known === null) this.#add(line);
    else this.#update(line, known, holder !== null);
  }

  #isSaidTwice(line: ImportLine): boolean {
    const { membershipNumber: number, card } = line;
    const keys = this.#traitsOf(line);
    return (
      (number !== null && this.#says(line, `number|${number}`, "has the same number")) ||
      (card !== null && this.#says(line, `card|${card}`, "has the same card")) ||
      keys.some((key) => this.#says(line, key, sameness(key)))
    );
  }

  /** True where an earlier line said the same; that is a fault. */
  #says(line: ImportLine, what: string, how: string): boolean {
    const earlier = this.#said.get(what);
    if (earlier === undefined) {
      this.#said.set(what, line.line);
      return false;
    }
    this.#fault(line, `line ${earlier} ${how}`);
    return true;
  }

  #find(line: ImportLine): KnownMember | "several" | null {
    const { membershipNumber: number, card } = line;
    const numbered = number === null ? null : this.#register.withNumber(number);
    if (numbered !== null) return numbered;
    const found = this.#register.withTrait(this.#traitsOf(line));
    if (found !== null || card === null || number !== null) return found;
    return this.#register.holderOf(card);
  }

  /** Two people may share a name and a phone: who has a number is told apart by it. */
  #traitsOf(line: ImportLine): readonly string[] {
    const keys = traitKeys(line);
    return line.membershipNumber === null ? keys : keys.filter((key) => key.startsWith("e-mail"));
  }

  #add(line: ImportLine): void {
    const { today, drawId } = this.#drawing;
    const id = drawId();
    const { startsOn } = line;
    const faultsBefore = this.#faults.length;
    this.#holdings.take(line, id, []);
    if (this.#faults.length > faultsBefore) return;
    this.#added.push({
      id,
      fields: settled(merged(EMPTY_FIELDS, line), today),
      joinedOn: startsOn !== null && startsOn < today ? startsOn : today,
    });
    if (line.card !== null) this.#cards.push({ id: drawId(), memberId: id, code: line.card });
  }

  #update(line: ImportLine, known: KnownMember, hasCard: boolean): void {
    const { today, drawId } = this.#drawing;
    const { id, version, fields: before } = known;
    const after = settled(merged(before, line), today);
    const faultsBefore = this.#faults.length;
    let isChanged = JSON.stringify(before) !== JSON.stringify(after);
    if (this.#holdings.take(line, id, known.memberships)) isChanged = true;
    if (this.#faults.length > faultsBefore) return;
    if (line.card !== null && !hasCard) {
      this.#cards.push({ id: drawId(), memberId: id, code: line.card });
      isChanged = true;
    }
    if (isChanged) this.#updated.push({ id, version, before, after });
    else this.#unchanged += 1;
  }

  #fault({ line }: ImportLine, reason: string): void {
    this.#faults.push({ line, reason });
  }
}

function merged(fields: MemberFields, line: ImportLine): MemberFields {
  return {
    ...fields,
    fullName: line.fullName ?? fields.fullName,
    membershipNumber: line.membershipNumber ?? fields.membershipNumber,
    email: line.email ?? fields.email,
    phone: line.phone ?? fields.phone,
    birthDate: line.birthDate ?? fields.birthDate,
    note: line.note ?? fields.note,
    dueCents: line.dueCents ?? fields.dueCents,
    barredNote:
      line.state?.kind === "barred" ? (fields.barredNote ?? line.state.word) : fields.barredNote,
  };
}

function sameness(traitKey: string): string {
  const trait = traitKey.split("|", 1)[0];
  return trait === "name"
    ? "has the same name, and nothing tells the two apart"
    : `has the same name and ${trait}`;
}
