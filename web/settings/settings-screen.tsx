// Settings by section; each says itself who may change it.
import { Link, Redirect, Route, Switch, useRoute } from "wouter";
import { useEffect, useRef } from "react";
import type { ComponentType } from "react";
import { useRight } from "../api/session.ts";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { EN_SETTINGS } from "../words/en-settings.ts";
import { AboutSection } from "./about-section.tsx";
import { AccountSection } from "./account-section.tsx";
import { DemoSection } from "./demo-section.tsx";
import { DevicesSection } from "./devices-section.tsx";
import { DoorsSection } from "./doors-section.tsx";
import { SitesSection } from "./sites-section.tsx";
import { StaffSection } from "./staff-section.tsx";
import css from "./settings.module.css";

type Section = keyof typeof EN_SETTINGS.sections;

const SECTIONS: readonly (readonly [Section, ComponentType])[] = [
  ["sites", SitesSection],
  ["doors", DoorsSection],
  ["devices", DevicesSection],
  ["staff", StaffSection],
  ["account", AccountSection],
  ["demo", DemoSection],
  ["about", AboutSection],
];

export default function SettingsScreen() {
  const mayEditSites = useRight("sites:edit");
  return (
    <ScreenFrame title={EN_SETTINGS.title}>
      <div className={css.columns}>
        <nav className={css.nav} aria-label={EN_SETTINGS.sectionsLabel}>
          {SECTIONS.map(([section]) => (
            <SectionLink key={section} section={section} />
          ))}
        </nav>
        <div className={css.content}>
          <Switch>
            {SECTIONS.map(([section, Content]) => (
              <Route key={section} path={`/settings/${section}`}>
                <h2 className={css.title}>{EN_SETTINGS.sections[section]}</h2>
                <Content />
              </Route>
            ))}
            <Route>
              <Redirect to={mayEditSites ? "/settings/sites" : "/settings/account"} replace />
            </Route>
          </Switch>
        </div>
      </div>
    </ScreenFrame>
  );
}

function SectionLink({ section }: { readonly section: Section }) {
  const [isHere] = useRoute(`/settings/${section}`);
  const link = useRef<HTMLAnchorElement>(null);
  // On a phone the row of sections scrolls: the one that is shown is in sight.
  useEffect(() => {
    if (isHere) link.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [isHere]);
  return (
    <Link ref={link} href={`/settings/${section}`} aria-current={isHere ? "page" : undefined}>
      {EN_SETTINGS.sections[section]}
    </Link>
  );
}
