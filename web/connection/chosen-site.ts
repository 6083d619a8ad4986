// Which site this browser shows, remembered from visit to visit.
import { useCallback, useSyncExternalStore } from "react";
import type { SiteWithDoors } from "../../protocol/http/gym.ts";
import { useSites } from "../api/sites.ts";
import { createRemembered } from "./remembered.ts";

const chosen = createRemembered<string | null>("av-site", null);

export interface ChosenSite {
  readonly sites: readonly SiteWithDoors[];
  readonly site: SiteWithDoors | null;
  readonly isPending: boolean;
  readonly hasFailed: boolean;
  readonly retry: () => void;
  readonly choose: (siteId: string) => void;
}

/** The remembered site where it can still be seen, else the first. */
export function useChosenSite(): ChosenSite {
  const query = useSites();
  const siteId = useSyncExternalStore(chosen.subscribe, chosen.get);
  const choose = useCallback((id: string) => chosen.set(id), []);
  const sites = query.data ?? [];
  const site = sites.find(({ id }) => id === siteId) ?? sites[0] ?? null;
  const { isPending, isError: hasFailed, refetch } = query;
  const retry = useCallback(() => void refetch(), [refetch]);
  return { sites, site, isPending, hasFailed, retry, choose };
}
