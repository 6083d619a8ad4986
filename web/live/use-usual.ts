// The figures of Live that are not live: asked for now and then, shown with the time they are of.
import { useQuery } from "@tanstack/react-query";
import type { Expiring, UsualDay } from "../../protocol/http/gym.ts";
import { keys } from "../api/query-keys.ts";
import { request } from "../api/request.ts";
import { useSite } from "../connection/site-connection.tsx";

const USUAL_EVERY_MS = 5 * 60_000;
const EXPIRING_EVERY_MS = 30 * 60_000;

export function useUsual() {
  const { id } = useSite();
  return useQuery({
    queryKey: keys.usualOf(id),
    queryFn: ({ signal }) => request<UsualDay>(`/api/sites/${id}/usual`, { signal }),
    staleTime: USUAL_EVERY_MS,
    refetchInterval: USUAL_EVERY_MS,
  });
}

export function useExpiring() {
  const { id } = useSite();
  return useQuery({
    queryKey: keys.expiringOf(id),
    queryFn: ({ signal }) => request<Expiring>(`/api/sites/${id}/expiring`, { signal }),
    staleTime: EXPIRING_EVERY_MS,
    refetchInterval: EXPIRING_EVERY_MS,
  });
}
