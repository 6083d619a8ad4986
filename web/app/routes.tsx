// The screens by address, each loaded when it is first shown. Each brings its own `<main>`.
import { lazy } from "react";
import type { ComponentType, LazyExoticComponent } from "react";
import { must } from "../../domain/assert.ts";
import type { Right } from "../../domain/rights.ts";

export interface ScreenRoute {
  readonly name: "live" | "desk" | "members" | "plans" | "settings";
  readonly path: string;
  readonly screen: LazyExoticComponent<ComponentType>;
  /** Who may see it at all. */
  readonly right: Right;
}

export const FirstRun = lazy(() => import("../first-run/first-run-screen.tsx"));
export const SignIn = lazy(() => import("../sign-in/sign-in-screen.tsx"));

type Load = () => Promise<{ readonly default: ComponentType }>;

const loaders: readonly (readonly [start: string, load: Load])[] = [
  ["/desk", () => import("../desk/desk-screen.tsx")],
  ["/members", () => import("../members/members-screen.tsx")],
  ["/plans", () => import("../plans/plans-screen.tsx")],
  ["/settings", () => import("../settings/settings-screen.tsx")],
  ["/", () => import("../live/live-screen.tsx")],
];

/** Begins to load the screen of an address while it is still being found out who is asking. */
export function preloadScreen(path: string): void {
  const found = loaders.find(([start]) => path.startsWith(start));
  // Where it fails, the screen itself says so when it is shown.
  found?.[1]().catch(() => undefined);
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
    name: "settings",
    path: "/settings/*?",
    screen: lazyScreen("/settings"),
    right: "live:view",
  },
];
