// How the house is doing: asked for again each second while somebody looks.
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import type { RealtimeHistory, RealtimeNow, SyntheticScan } from "../../protocol/http/realtime.ts";
import { keys } from "./query-keys.ts";
import { request } from "./request.ts";

const NOW_EVERY_MS = 1_000;
const HISTORY_EVERY_MS = 30_000;

export function useRealtime() {
  return useQuery({
    queryKey: keys.realtime,
    queryFn: ({ signal }) => request<RealtimeNow>("/api/realtime", { signal }),
    refetchInterval: NOW_EVERY_MS,
    staleTime: NOW_EVERY_MS,
    retry: false,
  });
}

export function useRealtimeHistory(minutes: number) {
  return useQuery({
    queryKey: keys.realtimeHistory(minutes),
    queryFn: ({ signal }) =>
      request<RealtimeHistory>("/api/realtime/history", { query: { minutes }, signal }),
    refetchInterval: HISTORY_EVERY_MS,
    placeholderData: keepPreviousData,
  });
}

export interface TimedScan extends SyntheticScan {
  /** From this browser to the answer, and what of it was the way there and back. */
  readonly browserMs: number;
  readonly wayMs: number;
}

export function useSyntheticScan() {
  return useMutation({
    mutationFn: async (siteId: string): Promise<TimedScan> => {
      const began = performance.now();
      const scan = await request<SyntheticScan>("/api/realtime/scans", {
        method: "POST",
        json: { siteId },
      });
      const browserMs = performance.now() - began;
      return { ...scan, browserMs, wayMs: Math.max(0, browserMs - scan.totalMs) };
    },
  });
}
