// A plan while it is being edited.
import type { NewPlan, PlanRow } from "../../protocol/http/gym.ts";
import { draftOf, isSound, weekHoursOf } from "../parts/hours-draft.ts";
import type { HoursDraft } from "../parts/hours-draft.ts";
import { EN_PLANS } from "../words/en-settings.ts";

export interface PlanDraft {
  readonly name: string;
  readonly isEverySite: boolean;
  readonly siteIds: readonly string[];
  readonly hours: HoursDraft;
  readonly visits: number | null;
  readonly isActive: boolean;
}

export function planDraftOf(plan: PlanRow | null): PlanDraft {
  return {
    name: plan?.name ?? "",
    isEverySite: (plan?.siteIds ?? null) === null,
    siteIds: plan?.siteIds ?? [],
    hours: draftOf(plan?.hours ?? null),
    visits: plan?.visits ?? null,
    isActive: plan?.isActive ?? true,
  };
}

export function faultsOfPlan(draft: PlanDraft): { readonly [Field in keyof PlanDraft]?: string } {
  return {
    ...(draft.name.trim() === "" && { name: EN_PLANS.noName }),
    ...(!draft.isEverySite && draft.siteIds.length === 0 && { siteIds: EN_PLANS.noSites }),
    ...(!isSound(draft.hours) && { hours: "" }),
  };
}

export function planOf(draft: PlanDraft): NewPlan {
  return {
    name: draft.name.trim(),
    siteIds: draft.isEverySite ? null : [...draft.siteIds],
    hours: weekHoursOf(draft.hours),
    visits: draft.visits,
  };
}
