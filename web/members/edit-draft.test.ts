import { describe, expect, it } from "vitest";
import type { MemberProfile } from "../../protocol/http/members.ts";
import { centsOf, changeOf, editDraftOf, faultsOfEdit } from "./edit-draft.ts";

const member = {
  fullName: "Ada Lovelace",
  membershipNumber: "A-1",
  email: "ada@example.com",
  phone: null,
  birthDate: null,
  note: "",
  barredNote: null,
  dueCents: 3_990,
  dueSince: "2026-11-01",
  version: 7,
} as MemberProfile;
const draft = editDraftOf(member);
const today = "2026-11-24";

describe("editing a member", () => {
  it("[SCREEN-64] sends only what was changed, and the version it began with", () => {
    expect(changeOf(member, draft, today)).toEqual({ version: 7 });
    expect(changeOf(member, { ...draft, phone: " 030 1 ", email: "" }, today)).toEqual({
      phone: "030 1",
      email: null,
      version: 7,
    });
  });

  it("[SCREEN-64] what is paid is due no more, and a new debt is due from today", () => {
    expect(changeOf(member, { ...draft, due: "" }, today)).toMatchObject({
      dueCents: 0,
      dueSince: null,
    });
    const clear = { ...member, dueCents: 0, dueSince: null };
    const owing = { ...editDraftOf(clear), due: "12,5" };
    expect(changeOf(clear, owing, today)).toMatchObject({ dueCents: 1_250, dueSince: today });
  });

  it("[SCREEN-64] barring keeps the reason, and lifting it clears it", () => {
    const barred = { ...draft, isBarred: true, barredNote: "See manager" };
    expect(changeOf(member, barred, today)).toMatchObject({ barredNote: "See manager" });
    const held = { ...member, barredNote: "See manager" };
    const lifted = { ...editDraftOf(held), isBarred: false };
    expect(changeOf(held, lifted, today)).toMatchObject({ barredNote: null });
  });

  it.each([
    ["", 0],
    ["39.90", 3_990],
    ["39,9", 3_990],
    ["0.07", 7],
    ["1.234,00", null],
    ["-5", null],
    ["abc", null],
  ])("[SCREEN-64] the amount %j is %j cents", (text, cents) => {
    expect(centsOf(text)).toBe(cents);
    expect("due" in faultsOfEdit({ ...draft, due: text })).toBe(cents === null);
  });
});
