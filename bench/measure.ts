// What a measurement is handed, and what it gives back.
import type { Figure, Measured } from "./figures/figure.ts";
import type { GymSize } from "./house/fill-gym.ts";
import type { Databases } from "./house/open-databases.ts";
import type { HouseDeeds, Opened } from "./house/house-deeds.ts";
import type { Child, Core } from "./process/open-child.ts";
import { openChild } from "./process/open-child.ts";
import type { Connection } from "../server/store/database.ts";

/** The core of what is measured, and the one of the load. */
export const SERVER_CORE = 0;
export const LOAD_CORE = 1;

export interface Bench {
  readonly databases: Databases;
  /** A shorter run, to see that all of it works: its figures are not for the record. */
  readonly isQuick: boolean;
  readonly say: (line: string) => void;
}

export interface Measure {
  readonly id: string;
  readonly title: string;
  readonly how: string;
  readonly run: (bench: Bench) => Promise<readonly Figure[]>;
}

export async function runMeasure(
  { id, title, how, run }: Measure,
  bench: Bench,
): Promise<Measured> {
  return { id, title, how, figures: await run(bench) };
}

export interface HouseProcess {
  readonly child: Child<HouseDeeds>;
  readonly opened: Opened;
  readonly connection: Connection;
  end(): Promise<void>;
}

/** A house in a process of its own, over a gym of its own. */
export async function openHouseProcess(
  bench: Bench,
  name: string,
  size: GymSize,
  core: Core,
  webFolder: string | null = null,
): Promise<HouseProcess> {
  const connection = await bench.databases.make(name, size);
  const child = openChild<HouseDeeds>("house/house-child", core);
  const opened = await child.ask("open", { connection, webFolder });
  return {
    child,
    opened,
    connection,
    end: async () => {
      await child.ask("close", null);
      await child.end();
    },
  };
}
