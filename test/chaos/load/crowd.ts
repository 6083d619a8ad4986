// Screens that come and go: each second some are cut off and resume, some read nothing for a while, some
// vanish without a word and others come in their place.
import type { Topic } from "../../../protocol/up.ts";
import type { Draw } from "../../support/seeded.ts";
import type { Gym } from "../gym/set-up-gym.ts";
import type { Watcher } from "./watcher.ts";
import { openWatcher } from "./watcher.ts";

export interface CrowdPlan {
  readonly gym: Gym;
  readonly size: number;
  readonly draw: Draw;
  /** Where the next connection goes. */
  readonly url: () => string;
  /** Of a hundred screens, how many are touched each second. */
  readonly restlessness: number;
  /** The first ones are left alone, to measure by. */
  readonly steady: number;
}

export interface Crowd {
  readonly watchers: readonly Watcher[];
  readonly deeds: { cut: number; stalled: number; vanished: number; left: number };
  /** How many are live, and how often a view was replaced since the beginning. */
  figures(): { readonly live: number; readonly resets: number };
  /** Leaves everybody alone from now on, or not any more. */
  settle(): void;
  stir(): void;
  close(): void;
}

const WALL_EVERY = 5;
const LONGEST_STALL_MS = 8_000;

export function openCrowd(plan: CrowdPlan): Crowd {
  const { gym, draw } = plan;
  const deeds = { cut: 0, stalled: 0, vanished: 0, left: 0 };
  let resetsOfTheGone = 0;
  const open = (place: number): Watcher => {
    const isWall = place >= plan.steady && place % WALL_EVERY === 0;
    const topics: readonly Topic[] = isWall ? ["stats"] : ["events"];
    const cookie = gym.cookies[place % gym.cookies.length] ?? "";
    return openWatcher({ url: plan.url, cookie, siteId: gym.siteId, topics });
  };
  const watchers = Array.from({ length: plan.size }, (_, place) => open(place));

  const touch = (place: number): void => {
    const watcher = watchers[place];
    if (watcher === undefined) return;
    const what = draw(10);
    if (what < 5) {
      deeds.cut += 1;
      return watcher.cut();
    }
    if (what < 8) {
      deeds.stalled += 1;
      return watcher.stall(500 + draw(LONGEST_STALL_MS));
    }
    resetsOfTheGone += watcher.client.getState().resets.count;
    if (what < 9) deeds.vanished += 1;
    else deeds.left += 1;
    watcher.leave(what < 9 ? "silently" : "in order");
    watchers[place] = open(place);
  };

  let isSettled = false;
  const restless = setInterval(() => {
    if (isSettled) return;
    let touches = (plan.size * plan.restlessness) / 100;
    touches = Math.floor(touches) + (draw(1_000) / 1_000 < touches % 1 ? 1 : 0);
    for (; touches > 0 && plan.size > plan.steady; touches -= 1) {
      touch(plan.steady + draw(plan.size - plan.steady));
    }
  }, 1_000);

  return {
    watchers,
    deeds,
    figures: () => ({
      live: watchers.filter(({ client }) => client.getState().connection.kind === "live").length,
      resets: watchers.reduce(
        (sum, { client }) => sum + client.getState().resets.count,
        resetsOfTheGone,
      ),
    }),
    settle: () => void (isSettled = true),
    stir: () => void (isSettled = false),
    close: () => {
      clearInterval(restless);
      for (const watcher of watchers) watcher.leave("in order");
    },
  };
}
