import { describe, expect, test } from "vitest";
import type { Book, BookMember } from "../../domain/book.ts";
import { aMember, DOOR, idOf, NOW, SITE } from "../../test/support/a-gym.ts";
import { DeskBook } from "./desk-book.ts";

const REPLACED_AT = "2026-11-01T10:00:00.000Z";

function member(number: number, fullName: string, code: string, old?: string): BookMember {
  const credentials = [
    { code, replacedAt: null },
    ...(old === undefined ? [] : [{ code: old, replacedAt: REPLACED_AT }]),
  ];
  return {
    ...aMember({ id: idOf(number), fullName, membershipNumber: `M-${number}` }),
    credentials,
  };
}

const HEAD = { position: { epoch: "o", seq: 1 }, builtAt: NOW, site: SITE, doors: [DOOR] };
const BOOK: Book = {
  ...HEAD,
  members: [
    member(1, "Ada Lovelace", "CARD-1", "OLD-1"),
    member(2, "Zoë Ångström-Løv", "CARD-2"),
    member(3, "Lothar Ada", "CARD-3"),
  ],
};
const names = (found: readonly BookMember[]) => found.map(({ fullName }) => fullName);

describe("[OFFLINE-38] the book finds a member", () => {
  const book = new DeskBook(BOOK);

  test("by card, by a replaced card with the day, by id; and nobody by what nobody holds", () => {
    expect(book.find({ credential: "CARD-1" })).toMatchObject({
      as: "member",
      member: { id: idOf(1) },
    });
    expect(book.find({ credential: "OLD-1" })).toMatchObject({
      as: "replaced",
      since: REPLACED_AT,
    });
    expect(book.find({ memberId: idOf(2) })).toMatchObject({ as: "member" });
    expect(book.find({ credential: "M-1" })).toEqual({ as: "unknown-credential" });
    expect(book.find({ memberId: idOf(9) })).toEqual({ as: "unknown-member" });
  });

  test("by the beginnings of words, folded as the server folds them, by number or card", () => {
    expect(names(book.search("ada", 8))).toEqual(["Ada Lovelace", "Lothar Ada"]);
    expect(names(book.search("lov zoe", 8))).toEqual(["Zoë Ångström-Løv"]);
    expect(names(book.search("angstrom", 8))).toEqual(["Zoë Ångström-Løv"]);
    expect(names(book.search("m-3", 8))).toEqual(["Lothar Ada"]);
    expect(names(book.search("CARD-2", 8))).toEqual(["Zoë Ångström-Løv"]);
    expect(names(book.search("ada", 1))).toEqual(["Ada Lovelace"]);
    expect(book.search(" ", 8)).toEqual([]);
    expect(book.search("nobody", 8)).toEqual([]);
  });

  test("as it is after changes: renamed, another card, gone", () => {
    const changing = new DeskBook(BOOK);
    changing.search("ada", 8);
    changing.apply({
      ...{ ...HEAD, position: { epoch: "o", seq: 5 } },
      members: [member(1, "Ada Byron", "CARD-9")],
      gone: [idOf(3)],
    });
    expect(names(changing.search("ada", 8))).toEqual(["Ada Byron"]);
    expect(changing.find({ credential: "CARD-1" })).toEqual({ as: "unknown-credential" });
    expect(changing.find({ credential: "CARD-9" })).toMatchObject({ as: "member" });
    expect(changing.find({ credential: "CARD-3" })).toEqual({ as: "unknown-credential" });
    expect(changing.head.position.seq).toBe(5);
  });
});
