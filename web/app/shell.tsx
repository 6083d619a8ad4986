// The frame around every screen of somebody signed in: rail, top bar, the screen itself.
import { Suspense } from "react";
import { Route, Switch, useLocation } from "wouter";
import type { Account } from "../../protocol/http/people.ts";
import { EN } from "../words/en.ts";
import { FaultFence } from "./fault-fence.tsx";
import { FullNote, Loading } from "./full-note.tsx";
import { NavRail } from "./nav-rail.tsx";
import { ROUTES } from "./routes.tsx";
import type { ScreenRoute } from "./routes.tsx";
import css from "./shell.module.css";

export function Shell({ account }: { readonly account: Account }) {
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#content">
        {EN.shell.skip}
      </a>
      <NavRail account={account} />
      <main className={css.content} id="content" tabIndex={-1}>
        <Switch>
          {ROUTES.map((route) => (
            <Route key={route.name} path={route.path}>
              <Screen route={route} account={account} />
            </Route>
          ))}
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </main>
    </div>
  );
}

function Screen({ route, account }: { readonly route: ScreenRoute; readonly account: Account }) {
  if (!account.rights.includes(route.right)) {
    return <FullNote title={EN.shell.noRight} text={EN.shell.noRightHelp} />;
  }
  return (
    <FaultFence>
      <Suspense fallback={<Loading />}>
        <route.screen />
      </Suspense>
    </FaultFence>
  );
}

function NotFound() {
  const [, go] = useLocation();
  const { notFound, notFoundHelp, toLive } = EN.shell;
  return (
    <FullNote title={notFound} text={notFoundHelp} action={{ label: toLive, act: () => go("/") }} />
  );
}
