// The desk for every screen: a scan anywhere in the app ends up here.
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import type { ReactNode } from "react";
import { useAccount } from "../api/session.ts";
import { useSite, useSiteClient } from "../connection/site-connection.tsx";
import type { DeskLog } from "./desk-log.ts";
import { openDesk } from "./open-desk.ts";
import { keptSteps } from "./kept-steps.ts";
import type { Desk } from "./open-desk.ts";

const DeskContext = createContext<Desk | null>(null);

export function DeskProvider({ children }: { readonly children: ReactNode }) {
  const client = useSiteClient();
  const siteId = useSite().id;
  const accountId = useAccount().data?.id ?? "";
  const [desk, setDesk] = useState<Desk | null>(null);
  useEffect(() => {
    if (client === null) return undefined;
    const opened = openDesk(client, keptSteps(siteId, accountId));
    setDesk(opened);
    return () => {
      opened.close();
      setDesk(null);
    };
  }, [client, siteId, accountId]);
  return <DeskContext value={desk}>{children}</DeskContext>;
}

/** Null for the blink before the connection is opened. */
export function useDesk(): Desk | null {
  return useContext(DeskContext);
}

const NOTHING: DeskLog = [];

export function useDeskLog(): DeskLog {
  const desk = useDesk();
  const [subscribe, get] = useMemo(() => {
    if (desk === null) return [() => () => undefined, () => NOTHING] as const;
    return [desk.subscribe, desk.getLog] as const;
  }, [desk]);
  return useSyncExternalStore(subscribe, get);
}
