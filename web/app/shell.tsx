// The frame around every screen of somebody signed in: rail, top bar, the screen itself, what hears scans.
import { Suspense, lazy, useEffect } from "react";
import type { ReactNode } from "react";
import { Route, Switch, useLocation, useRoute } from "wouter";
import type { Account } from "../../protocol/http/people.ts";
import type { SiteWithDoors } from "../../protocol/http/gym.ts";
import type { SiteState } from "../../client/site-state.ts";
import { useConnectionWords } from "../connection/connection-badge.tsx";
import { useChosenSite } from "../connection/chosen-site.ts";
import { SiteConnection, useSiteValue } from "../connection/site-connection.tsx";
import { useIsAway } from "../connection/use-is-away.ts";
import { DeskProvider, useDesk } from "../desk/desk-context.tsx";
import { wasAskedHere } from "../desk/desk-log.ts";
import type { Step } from "../desk/desk-log.ts";
import { useVerdictSounds } from "../desk/use-verdict-sounds.ts";
import { useOfflineKeeper } from "../offline/use-offline-keeper.ts";
import type { News } from "../toasts/news.ts";
import type { ToastKind } from "../toasts/quiet.ts";
import { EN_OFFLINE } from "../words/en-offline.ts";
import { EN } from "../words/en.ts";
import { FaultFence } from "./fault-fence.tsx";
import { FullNote, Loading, Unreachable } from "./full-note.tsx";
import { NavRail } from "./nav-rail.tsx";
import { loadSurely } from "./load-surely.ts";
import { ROUTES, preloadOthers } from "./routes.tsx";
import type { ScreenRoute } from "./routes.tsx";
import { TopBar } from "./top-bar.tsx";
import { useKeys } from "./use-keys.ts";
import css from "./shell.module.css";

const ScanOverlay = lazy(
  loadSurely(() =>
    import("../desk/scan-overlay.tsx").then(({ ScanOverlay: it }) => ({ default: it })),
  ),
);
const Toaster = lazy(
  loadSurely(() => import("../toasts/toaster.tsx").then(({ Toaster: it }) => ({ default: it }))),
);
const loadFinder = loadSurely(() =>
  import("./finder.tsx").then(({ Finder: it }) => ({ default: it })),
);
const Finder = lazy(loadFinder);
/** The first screen comes first. */
const PRELOAD_AFTER_MS = 3_000;

const STEPS: Readonly<Record<ToastKind, Step>> = {
  check_in: "check_in",
  warned: "check_in",
  refused: "check_in",
  check_out: "check_out",
  undone: "undo",
};

export function Shell({ account }: { readonly account: Account }) {
  const chosen = useChosenSite();
  if (chosen.site === null) {
    if (chosen.isPending) return <Loading />;
    if (chosen.hasFailed) return <Unreachable onRetry={chosen.retry} />;
    return <FullNote title={EN.shell.noSite} text={EN.shell.noSiteHelp} />;
  }
  const { site, sites, choose } = chosen;
  return (
    <SiteConnection site={site} key={site.id}>
      <DeskProvider>
        <Frame account={account} sites={sites} site={site} onChoose={choose} />
      </DeskProvider>
    </SiteConnection>
  );
}

interface FrameProps {
  readonly account: Account;
  readonly sites: readonly SiteWithDoors[];
  readonly site: SiteWithDoors;
  readonly onChoose: (siteId: string) => void;
}

function Frame({ account, sites, site, onChoose }: FrameProps) {
  const connection = useConnectionWords();
  const keys = useKeys(account.rights.includes("door:operate"));
  useVerdictSounds();
  useOfflineKeeper(account);
  useEffect(() => {
    const timer = setTimeout(() => {
      void loadFinder().catch(() => undefined);
      void preloadOthers();
    }, PRELOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const [isAtDesk] = useRoute("/desk");
  const desk = useDesk();
  const isOwn = ({ about, kind, member }: News) =>
    wasAskedHere(desk?.getLog() ?? [], { about, step: STEPS[kind], memberId: member?.id ?? null });
  return (
    <div className={css.shell} data-tone={connection.tone}>
      <a className={css.skip} href="#content">
        {EN.shell.skip}
      </a>
      <NavRail account={account} />
      <TopBar
        account={account}
        sites={sites}
        site={site}
        connection={connection}
        onChoose={onChoose}
        onFind={keys.openFinder}
      />
      <div className={css.content} id="content" tabIndex={-1}>
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
      </div>
      <Suspense fallback={null}>
        <ScanOverlay isAtDesk={isAtDesk} />
      </Suspense>
      <Suspense fallback={null}>
        <Toaster isOwn={isOwn} />
      </Suspense>
      <Suspense fallback={null}>
        {keys.isFinding && <Finder account={account} onClose={keys.closeFinder} />}
      </Suspense>
    </div>
  );
}

function Screen({ route, account }: { readonly route: ScreenRoute; readonly account: Account }) {
  if (!account.rights.includes(route.right)) {
    return <FullNote title={EN.shell.noRight} text={EN.shell.noRightHelp} />;
  }
  return (
    <FaultFence key={route.name}>
      <Suspense fallback={<ComingScreen />}>
        <NeedsNetwork isNeeded={route.name !== "desk"}>
          <route.screen />
        </NeedsNetwork>
      </Suspense>
    </FaultFence>
  );
}

const hasView = ({ view }: SiteState) => view !== null;

/** A page that was opened without the network has nothing to show but the desk, until it is back. */
function NeedsNetwork({
  isNeeded,
  children,
}: {
  readonly isNeeded: boolean;
  readonly children: ReactNode;
}) {
  const isAway = useIsAway();
  const wasLive = useSiteValue(hasView);
  const [, go] = useLocation();
  if (!isNeeded || !isAway || wasLive) return children;
  const action = { label: EN.shell.toDesk, act: () => go("/desk") };
  return <FullNote title={EN_OFFLINE.needs} text={EN_OFFLINE.needsHelp} action={action} />;
}

/** While a screen loads; where it cannot yet, that it will. */
function ComingScreen() {
  const isAway = useIsAway();
  if (!isAway) return <Loading />;
  return <FullNote title={EN.shell.coming} text={EN.shell.comingHelp} />;
}

function NotFound() {
  const [, go] = useLocation();
  const { notFound, notFoundHelp, toLive } = EN.shell;
  const action = { label: toLive, act: () => go("/") };
  return <FullNote title={notFound} text={notFoundHelp} action={action} />;
}
