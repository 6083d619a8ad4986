// The live screen: the day in numbers, what happens, who is in, today's curve.
import { Skeleton } from "@mantine/core";
import { useSite, useSiteState } from "../connection/site-connection.tsx";
import { ClashNote } from "../offline/clash-note.tsx";
import { EN } from "../words/en.ts";
import { CounterCards } from "./counter-cards.tsx";
import { DayCurve } from "./day-curve.tsx";
import { ExpiringCard } from "./expiring-card.tsx";
import { FeedCard } from "./feed-card.tsx";
import { InsideCard } from "./inside-card.tsx";
import css from "./live-screen.module.css";

export default function LiveScreen() {
  const { view, version } = useSiteState();
  const site = useSite();
  return (
    <main className={css.live}>
      <header className={css.head}>
        <h1>{view?.site.name ?? site.name}</h1>
      </header>
      <div className={css.note}>
        <ClashNote />
      </div>
      {view === null ? (
        <LiveSkeleton />
      ) : (
        <>
          <CounterCards view={view} />
          <div className={css.columns}>
            <div className={css.main}>
              <DayCurve inside={view.statistics.currentlyIn} timeZone={view.site.timeZone} />
              <InsideCard view={view} version={version} />
            </div>
            <div className={css.side}>
              <FeedCard view={view} version={version} />
              <ExpiringCard />
            </div>
          </div>
        </>
      )}
    </main>
  );
}

function LiveSkeleton() {
  return (
    <div aria-busy aria-label={EN.shell.loading} role="status">
      <div className={css.bones}>
        {["a", "b", "c", "d", "e", "f"].map((key) => (
          <Skeleton key={key} height={132} radius="lg" />
        ))}
      </div>
      <div className={css.columns}>
        <div className={css.main}>
          <Skeleton height={300} radius="lg" />
          <Skeleton height={320} radius="lg" />
        </div>
        <Skeleton height={640} radius="lg" />
      </div>
    </div>
  );
}
