// Where a desk keeps what it needs without the network. What is kept is sealed by whoever implements this.
import type { Book } from "../../domain/book.ts";
import type { DeskBook } from "./desk-book.ts";
import type { OwnStep } from "./own-step.ts";
import type { KeptPresence } from "./presence.ts";

export interface KeptBook {
  readonly whole: Book;
  readonly presence: KeptPresence;
  /** Oldest first. */
  readonly steps: readonly OwnStep[];
}

export interface BookStore {
  /** Null where there is none for the site, or none that can be read. */
  load(siteId: string): Promise<KeptBook | null>;
  /** In place of any book there was. */
  save(whole: Book): Promise<void>;
  /** Keeps the head of a book, and those of its members that changed or went. */
  apply(book: DeskBook, changedIds: readonly string[]): Promise<void>;
  keepPresence(presence: KeptPresence): Promise<void>;
  keepStep(step: OwnStep): Promise<void>;
  dropStep(commandId: string): Promise<void>;
  /** Everything goes, and the key with it. */
  wipe(): Promise<void>;
}
