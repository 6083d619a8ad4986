// At which door this browser stands, remembered for each site.
import { useSyncExternalStore } from "react";
import type { DoorRow } from "../../protocol/http/gym.ts";
import { createRemembered } from "./remembered.ts";
import { useSite } from "./site-connection.tsx";

const chosenDoors = createRemembered<Readonly<Record<string, string>>>("av-doors", {});

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
