// Which messages this browser does not want to see: by kind, and by person.
import { createRemembered } from "../connection/remembered.ts";

export const TOAST_KINDS = ["check_in", "check_out", "warned", "refused", "undone"] as const;
export type ToastKind = (typeof TOAST_KINDS)[number];

export interface Quiet {
  readonly kinds: readonly ToastKind[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

export const quietSettings = createRemembered<Quiet>("av-quiet", { kinds: [], people: [] });

export function isSilent(quiet: Quiet, kind: ToastKind, memberId: string | null): boolean {
  return quiet.kinds.includes(kind) || quiet.people.some(({ id }) => id === memberId);
}

export function withKind(quiet: Quiet, kind: ToastKind, isSilenced: boolean): Quiet {
  const others = quiet.kinds.filter((one) => one !== kind);
  return { ...quiet, kinds: isSilenced ? [...others, kind] : others };
}

export function withPerson(quiet: Quiet, person: { id: string; name: string }): Quiet {
  const { people } = withoutPerson(quiet, person.id);
  return { ...quiet, people: [...people, person] };
}

export function withoutPerson(quiet: Quiet, id: string): Quiet {
  return { ...quiet, people: quiet.people.filter((person) => person.id !== id) };
}
