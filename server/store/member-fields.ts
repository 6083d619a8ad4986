// What a person may change of a member, as it is told and as the columns of the table hold it.
import type { Selectable } from "kysely";
import type { CalendarDay } from "../../domain/instant.ts";
import type { Tables } from "./schema.ts";
import { searchTextOf } from "./search-text.ts";

export interface MemberFields {
  readonly fullName: string;
  readonly membershipNumber: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly birthDate: CalendarDay | null;
  readonly note: string;
  readonly barredNote: string | null;
  readonly dueCents: number;
  readonly dueSince: CalendarDay | null;
}

export const EMPTY_FIELDS: MemberFields = {
  fullName: "",
  membershipNumber: "",
  email: null,
  phone: null,
  birthDate: null,
  note: "",
  barredNote: null,
  dueCents: 0,
  dueSince: null,
};

export function fieldsOf(row: Selectable<Tables["member"]>): MemberFields {
  return {
    fullName: row.full_name,
    membershipNumber: row.membership_number,
    email: row.email,
    phone: row.phone,
    birthDate: row.birth_date,
    note: row.note,
    barredNote: row.barred_note,
    dueCents: row.due_cents,
    dueSince: row.due_since,
  };
}

export function columnsOf(fields: MemberFields) {
  return {
    full_name: fields.fullName,
    membership_number: fields.membershipNumber,
    search_text: searchTextOf(fields),
    email: fields.email,
    phone: fields.phone,
    birth_date: fields.birthDate,
    note: fields.note,
    barred_note: fields.barredNote,
    due_cents: fields.dueCents,
    due_since: fields.dueSince,
  };
}

/** What is due is due since some day: today, unless it is said. Nothing is due since never. */
export function settled(fields: MemberFields, today: CalendarDay): MemberFields {
  const dueSince = fields.dueCents === 0 ? null : (fields.dueSince ?? today);
  return { ...fields, phone: fields.phone === "" ? null : fields.phone, dueSince };
}
