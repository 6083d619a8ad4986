// Brings a desk's book up to date: what has changed since, or the whole where that cannot be said.
import type { Book, BookChanges } from "../../domain/book.ts";
import type { BookStore } from "../../client/offline/book-store.ts";
import { DeskBook } from "../../client/offline/desk-book.ts";
import { isProblem } from "../api/api-problem.ts";
import { request } from "../api/request.ts";

/** Answers with the book that is now true: the one that was held, changed, or another. */
export async function syncBook(
  siteId: string,
  store: BookStore,
  held: DeskBook | null,
): Promise<DeskBook> {
  const changes = held === null ? null : await readChanges(siteId, held);
  if (held === null || changes === null) {
    const whole = await request<Book>(`/api/sites/${siteId}/book`);
    await store.save(whole);
    return new DeskBook(whole);
  }
  held.apply(changes);
  await store.apply(held, [...changes.members.map(({ id }) => id), ...changes.gone]);
  return held;
}

/** Null where the whole has to be asked for. */
async function readChanges(siteId: string, { head }: DeskBook): Promise<BookChanges | null> {
  const { position, builtAt } = head;
  try {
    return await request<BookChanges>(`/api/sites/${siteId}/book/changes`, {
      query: { epoch: position.epoch, since: position.seq, builtAt },
    });
  } catch (error) {
    if (isProblem(error, "book-outdated")) return null;
    throw error;
  }
}
