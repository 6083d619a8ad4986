// A staff account while it is being edited.
import type { Role } from "../../domain/rights.ts";
import { MIN_PASSWORD_LENGTH } from "../../protocol/limits.ts";
import type { NewStaff, StaffChange, StaffRow } from "../../protocol/http/people.ts";
import { EN_SETTINGS } from "../words/en-settings.ts";

export interface StaffDraft {
  readonly fullName: string;
  readonly email: string;
  /** Empty on an existing account: it stays. */
  readonly password: string;
  readonly role: Role;
  readonly isEverySite: boolean;
  readonly siteIds: readonly string[];
  readonly isActive: boolean;
}

export function staffDraftOf(staff: StaffRow | null): StaffDraft {
  return {
    fullName: staff?.fullName ?? "",
    email: staff?.email ?? "",
    password: "",
    role: staff?.role ?? "front_desk",
    isEverySite: (staff?.siteIds ?? null) === null,
    siteIds: staff?.siteIds ?? [],
    isActive: staff?.isActive ?? true,
  };
}

type Faults = { readonly [Field in keyof StaffDraft]?: string };

export function faultsOfStaff(draft: StaffDraft, isNew: boolean): Faults {
  const words = EN_SETTINGS.staff;
  const needsPassword = isNew || draft.password !== "";
  return {
    ...(draft.fullName.trim() === "" && { fullName: words.noName }),
    ...(isNew && !/^\S+@\S+\.\S+$/u.test(draft.email.trim()) && { email: words.badEmail }),
    ...(needsPassword &&
      draft.password.length < MIN_PASSWORD_LENGTH && { password: words.shortPassword }),
    ...(sitesOf(draft)?.length === 0 && { siteIds: words.noSites }),
  };
}

export function newStaffOf(draft: StaffDraft): NewStaff {
  return {
    fullName: draft.fullName.trim(),
    email: draft.email.trim(),
    password: draft.password,
    role: draft.role,
    siteIds: sitesOf(draft),
  };
}

export function staffChangeOf(draft: StaffDraft): StaffChange {
  return {
    fullName: draft.fullName.trim(),
    role: draft.role,
    siteIds: sitesOf(draft),
    isActive: draft.isActive,
    ...(draft.password !== "" && { password: draft.password }),
  };
}

/** An owner sees every site, whatever was ticked before the role was chosen. */
function sitesOf({ role, isEverySite, siteIds }: StaffDraft): string[] | null {
  return role === "owner" || isEverySite ? null : [...siteIds];
}
