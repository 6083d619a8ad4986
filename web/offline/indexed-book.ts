// The book in this browser's database. Members lie in some dozens of parts, so that a change of one
// rewrites little and a whole book is read at once.
import type { Book, BookHead, BookMember } from "../../domain/book.ts";
import type { BookStore, KeptBook } from "../../client/offline/book-store.ts";
import type { OwnStep } from "../../client/offline/own-step.ts";
import type { KeptPresence } from "../../client/offline/presence.ts";
import { NOBODY_IN } from "../../client/offline/presence.ts";
import type { SealedDatabase } from "./sealed-database.ts";

export const PARTS = 64;

const partNamed = (part: number) => `members:${String(part).padStart(2, "0")}`;
const stepNamed = (commandId: string) => `step:${commandId}`;

export function indexedBook(database: SealedDatabase): BookStore {
  return {
    load: async (siteId) => load(database, siteId),
    save: async (whole) => {
      const { members, ...head } = whole;
      await database.write({ head, presence: undefined, ...partsOf(members, allParts()) });
    },
    apply: async (book, changedIds) => {
      const parts = new Set(changedIds.map(partOf));
      await database.write({ head: book.head, ...partsOf(book.members.values(), parts) });
    },
    keepPresence: (presence) => database.write({ presence }),
    // Ids of version 7 are in the order in which they were made.
    keepStep: (step) => database.write({ [stepNamed(step.message.payload.commandId)]: step }),
    dropStep: (commandId) => database.write({ [stepNamed(commandId)]: undefined }),
    wipe: () => database.wipe(),
  };
}

async function load(database: SealedDatabase, siteId: string): Promise<KeptBook | null> {
  const head = await database.read<BookHead>("head");
  if (head === undefined || head.site.id !== siteId) return null;
  const names = [...allParts()].map(partNamed);
  const parts = await Promise.all(names.map((name) => database.read<readonly BookMember[]>(name)));
  // A part that cannot be read would make members unknown: rather no book than such a one.
  if (parts.includes(undefined)) return null;
  const whole: Book = { ...head, members: parts.flatMap((members) => members ?? []) };
  const presence = (await database.read<KeptPresence>("presence")) ?? NOBODY_IN;
  return { whole, presence, steps: await database.readAll<OwnStep>("step:") };
}

function allParts(): ReadonlySet<number> {
  return new Set(Array.from({ length: PARTS }, (_, part) => part));
}

function partsOf(members: Iterable<BookMember>, wanted: ReadonlySet<number>) {
  const parts = new Map<number, BookMember[]>([...wanted].map((part) => [part, []]));
  for (const member of members) parts.get(partOf(member.id))?.push(member);
  return Object.fromEntries([...parts].map(([part, held]) => [partNamed(part), held]));
}

/** By the last figures of an id, which are random whatever its version. */
function partOf(memberId: string): number {
  return Number.parseInt(memberId.slice(-4), 16) % PARTS;
}
