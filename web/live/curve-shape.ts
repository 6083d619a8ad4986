// Turns steps of a day into a drawing: which hours are worth showing, how high, along which path.
import type { UsualDay } from "../../protocol/http/gym.ts";

type Step = UsualDay["steps"][number];

/** The hours in which something happens, today or usually, with an hour of quiet at each side. */
export function busySteps(
  steps: readonly Step[],
  /** The step that is now, where somebody is in. */
  present: number | null = null,
): { readonly from: number; readonly to: number } {
  const isBusy = ({ usualInside, inside }: Step, index: number) =>
    usualInside >= 0.5 || (inside ?? 0) > 0 || index === present;
  const first = steps.findIndex(isBusy);
  if (first === -1) return { from: 8, to: 72 };
  const last = steps.findLastIndex(isBusy);
  return { from: Math.max(0, first - 4), to: Math.min(steps.length - 1, last + 4) };
}

/** A present that is nearer than this to the last full step takes its place: else the line has a kink. */
const NEAREST = 0.5;

/** Where today's line goes: from the ground just before the first came, up to the present. */
export function todayLine(
  steps: readonly Pick<Step, "inside">[],
  present: number,
  inside: number,
): readonly { readonly step: number; readonly inside: number }[] {
  const full = steps
    .slice(0, Math.floor(present))
    .flatMap((step, index) =>
      step.inside === null ? [] : [{ step: index + 1, inside: step.inside }],
    );
  const first = full.findIndex((one) => one.inside > 0);
  const begun = first === -1 ? full.slice(-1) : full.slice(Math.max(0, first - 1));
  const last = begun.at(-1);
  const isNear = begun.length > 1 && last !== undefined && present - last.step < NEAREST;
  return [...(isNear ? begun.slice(0, -1) : begun), { step: present, inside }];
}
