// Several servers of one gym in one process, over one test database: set up at the first, and whoever is
// signed in there is signed in at all.
import type { OpenBus } from "../../server/bus/bus.ts";
import { openHouse } from "../../server/house.ts";
import type { House } from "../../server/house.ts";
import type { HouseOptions } from "../../server/house-options.ts";
import { askAs, houseOptions, openTestHouse } from "./open-test-house.ts";
import type { Answer, Person, TestHouse } from "./open-test-house.ts";
import { openSocketClient } from "./socket-client.ts";
import type { SocketClient } from "./socket-client.ts";

export interface Servers {
  readonly first: TestHouse;
  readonly houses: readonly House[];
  /** Asks one of the servers, by its number from 0. */
  ask(
    server: number,
    person: Person,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** A screen at one of the servers that has its snapshot. */
  watch(server: number, person?: Person): Promise<SocketClient>;
  close(): Promise<void>;
}

export async function openServers(
  count: number,
  optionsOf: (server: number) => Partial<HouseOptions> = () => ({}),
): Promise<Servers> {
  const first = await openTestHouse(optionsOf(0));
  const others: House[] = [];
  for (let server = 1; server < count; server += 1) {
    others.push(await openHouse({ ...houseOptions(first.database), ...optionsOf(server) }));
  }
  const houses = [first.house, ...others];
  const urlOf = (server: number): string => houses[server]?.url ?? "";
  return {
    first,
    houses,
    ask: (server, { cookie }, ...asked) => askAs(urlOf(server), cookie, ...asked),
    watch: async (server, { cookie } = first.owner) => {
      const url = urlOf(server);
      const screen = await openSocketClient(url, { cookie, origin: url });
      screen.say({ type: "subscribe", payload: { site: first.site.id } });
      await screen.wait("snapshot");
      return screen;
    },
    close: async () => {
      await Promise.all(others.map((house) => house.close()));
      await first.close();
    },
  };
}

/** A bus that loses what the test says. */
export function lossyBus(openBus: OpenBus, isLost: () => boolean): OpenBus {
  return (parts) =>
    openBus({
      ...parts,
      hear: (hint) => {
        if (!isLost()) parts.hear(hint);
      },
    });
}
