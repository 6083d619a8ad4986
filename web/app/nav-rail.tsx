// The way between screens: a rail with words on a desk, icons on a tablet, a bar at the thumb on a phone.
import {
  IconActivity,
  IconBarcode,
  IconCards,
  IconHeartRateMonitor,
  IconSettings,
  IconUsers,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import { Link, useRoute } from "wouter";
import type { Account } from "../../protocol/http/people.ts";
import { EN } from "../words/en.ts";
import { ROUTES } from "./routes.tsx";
import type { ScreenRoute } from "./routes.tsx";
import css from "./nav-rail.module.css";

/** The report is reached from where it has something to say. */
type RailName = Exclude<ScreenRoute["name"], "report">;

const ICONS: Readonly<Record<RailName, ComponentType<{ size?: number; stroke?: number }>>> = {
  live: IconActivity,
  desk: IconBarcode,
  members: IconUsers,
  plans: IconCards,
  realtime: IconHeartRateMonitor,
  settings: IconSettings,
};

type RailRoute = ScreenRoute & { readonly name: RailName };

export function NavRail({ account }: { readonly account: Account }) {
  const routes = ROUTES.filter((route) => account.rights.includes(route.right));
  const isInRail = (route: ScreenRoute): route is RailRoute => route.name !== "report";
  return (
    <nav className={css.rail} aria-label={EN.nav.label}>
      <div className={css.brand}>
        <img src="/mark.svg" alt="" width={34} height={34} />
        <span>{account.organisation}</span>
      </div>
      <ul>
        {routes.filter(isInRail).map((route) => (
          <li key={route.name}>
            <RailLink route={route} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function RailLink({ route }: { readonly route: RailRoute }) {
  const [isHere] = useRoute(route.path);
  const Icon = ICONS[route.name];
  return (
    <Link
      href={route.path.replace("/*?", "")}
      className={css.link}
      aria-current={isHere ? "page" : undefined}
      title={EN.nav[route.name]}
    >
      <Icon size={22} stroke={1.75} />
      <span>{EN.nav[route.name]}</span>
    </Link>
  );
}
