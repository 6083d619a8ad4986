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
import { must } from "../../domain/assert.ts";
import type { DoorRow } from "../../protocol/http/gym.ts";
import { createRemembered } from "../connection/remembered.ts";
import { useSite, useSiteClient } from "../connection/site-connection.tsx";
import type { DeskLog } from "./desk-log.ts";
import { openDesk } from "./open-desk.ts";
import type { Desk } from "./open-desk.ts";

const DeskContext = createContext<Desk | null>(null);
const chosenDoors = createRemembered<Readonly<Record<string, string>>>("av-doors", {});

export function DeskProvider({ children }: { readonly children: ReactNode }) {
  const client = useSiteClient();
  const [desk, setDesk] = useState<Desk | null>(null);
  useEffect(() => {
    if (client === null) return undefined;
    const opened = openDesk(client);
    setDesk(opened);
    return () => {
      opened.close();
      setDesk(null);
    };
  }, [client]);
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

export interface ChosenDoor {
  readonly doors: readonly DoorRow[];
  /** Null where the site has no door yet. */
  readonly door: DoorRow | null;
  readonly choose: (doorId: string) => void;
}

/** The door that this browser stands at: the one chosen here, else the first desk. */
export function useDoor(): ChosenDoor {
  const { id, doors } = useSite();
  const chosen = useSyncExternalStore(chosenDoors.subscribe, chosenDoors.get);
  const door =
    doors.find((one) => one.id === chosen[id]) ??
    doors.find(({ channel }) => channel === "desk") ??
    doors[0] ??
    null;
  const choose = (doorId: string) => chosenDoors.set({ ...chosenDoors.get(), [id]: doorId });
  return { doors, door, choose };
}

/** The door's id for a command; throws where there is none, since no screen offers one then. */
export function mustDoorId(door: DoorRow | null): string {
  return must(door, "door to stand at").id;
}
