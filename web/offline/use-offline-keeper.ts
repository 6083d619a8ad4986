// Keeps this browser's book while somebody who works at the door is signed in.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Account } from "../../protocol/http/people.ts";
import { useSite, useSiteClient } from "../connection/site-connection.tsx";

interface Keeper {
  start(): Promise<void>;
  stop(): void;
}

export function useOfflineKeeper(account: Account): void {
  const desk = useSiteClient();
  const siteId = useSite().id;
  const queries = useQueryClient();
  useEffect(() => {
    if (desk === null || !account.rights.includes("door:operate") || !isPossible()) {
      return undefined;
    }
    let keeper: Keeper | null = null;
    let isOver = false;
    const begin = async () => {
      const { OfflineKeeper } = await import("./keep-offline.ts");
      if (isOver) return;
      keeper = new OfflineKeeper({ siteId, account, desk, queries });
      await keeper.start();
    };
    // Without the part that keeps it, the desk works as one that is not paired.
    begin().catch(() => undefined);
    return () => {
      isOver = true;
      keeper?.stop();
    };
  }, [desk, siteId, account, queries]);
}

/** Browsers seal and keep only for pages that are reached safely. */
export function isPossible(): boolean {
  return globalThis.isSecureContext && "indexedDB" in globalThis;
}
