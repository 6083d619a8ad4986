// The screens by address, each loaded when it is first shown. Each brings its own `<main>`.
import { lazy } from "react";
import type { ComponentType, LazyExoticComponent } from "react";
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

export const ROUTES: readonly ScreenRoute[] = [
  {
    name: "live",
    path: "/",
    screen: lazy(() => import("../live/live-screen.tsx")),
    right: "live:view",
  },
  {
    name: "desk",
    path: "/desk",
    screen: lazy(() => import("../desk/desk-screen.tsx")),
    right: "door:operate",
  },
  {
    name: "members",
    path: "/members/*?",
    screen: lazy(() => import("../members/members-screen.tsx")),
    right: "members:view",
  },
  {
    name: "plans",
    path: "/plans/*?",
    screen: lazy(() => import("../plans/plans-screen.tsx")),
    right: "members:view",
  },
  {
    name: "settings",
    path: "/settings/*?",
    screen: lazy(() => import("../settings/settings-screen.tsx")),
    right: "live:view",
  },
];
