// The screens by address, each loaded when it is first shown. Each brings its own `<main>`.
import { lazy } from "react";
import type { ComponentType, LazyExoticComponent } from "react";
import { must } from "../../domain/assert.ts";
import type { Right } from "../../domain/rights.ts";
import { loadSurely } from "./load-surely.ts";

export interface ScreenRoute {
  readonly name: "live" | "desk" | "report" | "members" | "plans" | "realtime" | "settings";
  readonly path: string;
  readonly screen: LazyExoticComponent<ComponentType>;
  /** Who may see it at all. */
  readonly right: Right;
}

export const FirstRun = lazy(loadSurely(() => import("../first-run/first-run-screen.tsx")));
export const SignIn = lazy(loadSurely(() => import("../sign-in/sign-in-screen.tsx")));

type Load = () => Promise<{ readonly default: ComponentType }>;

const loaders: readonly (readonly [start: string, load: Load])[] = [
  ["/desk/offline", loadSurely(() => import("../offline-report/offline-report-screen.tsx"))],
  ["/desk", loadSurely(() => import("../desk/desk-screen.tsx"))],
  ["/members", loadSurely(() => import("../members/members-screen.tsx"))],
  ["/plans", loadSurely(() => import("../plans/plans-screen.tsx"))],
  ["/realtime", loadSurely(() => import("../realtime/realtime-screen.tsx"))],
  ["/settings", loadSurely(() => import("../settings/settings-screen.tsx"))],
  ["/", loadSurely(() => import("../live/live-screen.tsx"))],
];

/** Begins to load the screen of an address while it is still being found out who is asking. */
export function preloadScreen(path: string): void {
  const found = loaders.find(([start]) => path.startsWith(start));
  // Where it fails, the screen itself says so when it is shown.
  found?.[1]().catch(() => undefined);
}

/** Loads the other screens while nothing else is to be done, so that they open without the server too. */
export async function preloadOthers(): Promise<void> {
  for (const [, load] of loaders) {
    await quietMoment();
    // As above: the screen itself says so.
    await load().catch(() => undefined);
  }
}

function quietMoment(): Promise<void> {
  return new Promise((resolve) => {
    // Not every browser can say when it is idle.
    if (typeof requestIdleCallback === "function") requestIdleCallback(() => resolve());
    else setTimeout(resolve, 500);
  });
}

function lazyScreen(path: string) {
  const found = must(
    loaders.find(([start]) => start === path),
    path,
  );
  return lazy(found[1]);
}

export const ROUTES: readonly ScreenRoute[] = [
  {
    name: "live",
    path: "/",
    screen: lazyScreen("/"),
    right: "live:view",
  },
  {
    name: "desk",
    path: "/desk",
    screen: lazyScreen("/desk"),
    right: "door:operate",
  },
  {
    name: "report",
    path: "/desk/offline",
    screen: lazyScreen("/desk/offline"),
    right: "door:operate",
  },
  {
    name: "members",
    path: "/members/*?",
    screen: lazyScreen("/members"),
    right: "members:view",
  },
  {
    name: "plans",
    path: "/plans/*?",
    screen: lazyScreen("/plans"),
    right: "members:view",
  },
  {
    name: "realtime",
    path: "/realtime",
    screen: lazyScreen("/realtime"),
    right: "realtime:view",
  },
  {
    name: "settings",
    path: "/settings/*?",
    screen: lazyScreen("/settings"),
    right: "live:view",
  },
];
