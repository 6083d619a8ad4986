// A member while they are being edited: the fields as text, and only what differs is sent.
import type { MemberChange, MemberProfile } from "../../protocol/http/members.ts";
import { EN_MEMBERS } from "../words/en-members.ts";
import { emptyAsNull } from "./add-draft.ts";

export interface EditDraft {
  readonly fullName: string;
  readonly membershipNumber: string;
  readonly email: string;
  readonly phone: string;
  readonly birthDate: string;
  readonly note: string;
  /** As it is typed: `39.90`. */
  readonly due: string;
  readonly dueSince: string;
  readonly isBarred: boolean;
  readonly barredNote: string;
}

export function editDraftOf(member: MemberProfile): EditDraft {
  return {
    fullName: member.fullName,
    membershipNumber: member.membershipNumber,
    email: member.email ?? "",
    phone: member.phone ?? "",
    birthDate: member.birthDate ?? "",
    note: member.note,
    due: member.dueCents === 0 ? "" : (member.dueCents / 100).toFixed(2),
    dueSince: member.dueSince ?? "",
    isBarred: member.barredNote !== null,
    barredNote: member.barredNote ?? "",
  };
}

/** Cents of a typed amount, point or comma; null where it is none. */
export function centsOf(amount: string): number | null {
  const text = amount.trim().replace(",", ".");
  if (text === "") return 0;
  return /^\d{1,6}(?:\.\d{1,2})?$/u.test(text) ? Math.round(Number(text) * 100) : null;
}

export function faultsOfEdit(draft: EditDraft): { readonly [Field in keyof EditDraft]?: string } {
  const words = EN_MEMBERS.form;
  return {
    ...(draft.fullName.trim() === "" && { fullName: words.noName }),
    ...(centsOf(draft.due) === null && { due: words.badAmount }),
  };
}

/** The fields that differ from the profile the editing began with, and its version. */
export function changeOf(base: MemberProfile, draft: EditDraft, today: string): MemberChange {
  const dueCents = centsOf(draft.due) ?? base.dueCents;
  const wanted = {
    fullName: draft.fullName.trim(),
    membershipNumber: draft.membershipNumber.trim() || base.membershipNumber,
    email: emptyAsNull(draft.email),
    phone: emptyAsNull(draft.phone),
    birthDate: emptyAsNull(draft.birthDate),
    note: draft.note,
    dueCents,
    dueSince: dueCents === 0 ? null : (emptyAsNull(draft.dueSince) ?? today),
    barredNote: draft.isBarred ? draft.barredNote.trim() : null,
  };
  const differing = Object.entries(wanted).filter(
    ([field, value]) => value !== base[field as keyof typeof wanted],
  );
  return { ...(Object.fromEntries(differing) as MemberChange), version: base.version };
}
