// The members of a site at hand: found by what was scanned, by id, or by what somebody types.
import type { Book, BookChanges, BookHead, BookMember } from "../../domain/book.ts";
import type { Found } from "../../domain/decide-check-in.ts";
import { foldText } from "../../domain/fold-text.ts";
import type { Instant } from "../../domain/instant.ts";

export class DeskBook {
  #head: BookHead;
  readonly #members = new Map<string, BookMember>();
  readonly #codes = new Map<
    string,
    { readonly memberId: string; readonly since: Instant | null }
  >();
  /** Folded names, made when somebody first searches. */
  readonly #words = new Map<string, readonly string[]>();

  constructor(whole: Book) {
    const { members, ...head } = whole;
    this.#head = head;
    for (const member of members) this.#put(member);
  }

  get head(): BookHead {
    return this.#head;
  }

  get members(): ReadonlyMap<string, BookMember> {
    return this.#members;
  }

  apply({ members, gone, ...head }: BookChanges): void {
    this.#head = head;
    for (const id of gone) this.#remove(id);
    for (const member of members) {
      this.#remove(member.id);
      this.#put(member);
    }
  }

  find(subject: { readonly memberId: string } | { readonly credential: string }): Found {
    if ("memberId" in subject) {
      const member = this.#members.get(subject.memberId);
      return member === undefined ? { as: "unknown-member" } : { as: "member", member };
    }
    const code = this.#codes.get(subject.credential);
    const member = code === undefined ? undefined : this.#members.get(code.memberId);
    if (code === undefined || member === undefined) return { as: "unknown-credential" };
    return code.since === null
      ? { as: "member", member }
      : { as: "replaced", since: code.since, member };
  }

  /** Every word typed begins a word of the name, or is the beginning of the number; or it is a card. */
  search(text: string, limit: number): readonly BookMember[] {
    const typed = foldText(text);
    if (typed === "") return [];
    const words = typed.split(/[\s-]+/).filter((word) => word !== "");
    const found: BookMember[] = [];
    for (const member of this.#members.values()) {
      const known = this.#wordsOf(member);
      if (words.every((word) => known.some((one) => one.startsWith(word)))) found.push(member);
    }
    const byCode = this.#codes.get(text.trim());
    const holder = byCode === undefined ? undefined : this.#members.get(byCode.memberId);
    if (holder !== undefined && !found.includes(holder)) found.push(holder);
    const startsSo = ({ fullName }: BookMember) => (foldText(fullName).startsWith(typed) ? 0 : 1);
    return found
      .toSorted((a, b) => startsSo(a) - startsSo(b) || a.fullName.localeCompare(b.fullName))
      .slice(0, limit);
  }

  #wordsOf(member: BookMember): readonly string[] {
    let words = this.#words.get(member.id);
    if (words === undefined) {
      const number = foldText(member.membershipNumber);
      words = [...foldText(`${member.fullName} ${number}`).split(/[\s-]+/), number];
      this.#words.set(member.id, words);
    }
    return words;
  }

  #put(member: BookMember): void {
    this.#members.set(member.id, member);
    for (const { code, replacedAt } of member.credentials) {
      this.#codes.set(code, { memberId: member.id, since: replacedAt });
    }
  }

  #remove(id: string): void {
    for (const { code } of this.#members.get(id)?.credentials ?? []) {
      if (this.#codes.get(code)?.memberId === id) this.#codes.delete(code);
    }
    this.#members.delete(id);
    this.#words.delete(id);
  }
}
