// LIVE where the figures are, and the time they are of where they are not.
import type { SiteState } from "../../client/site-state.ts";
import { instantAt } from "../../domain/instant.ts";
import { useSiteValue } from "../connection/site-connection.tsx";
import { useWording } from "../connection/site-wording.ts";
import { EN } from "../words/en.ts";
import css from "./live-badge.module.css";

const connectionOf = ({ connection }: SiteState) => connection;
const hasViewIn = ({ view }: SiteState) => view !== null;

/** `breathes`: the one that catches the eye. */
export function LiveBadge({ breathes = false }: { readonly breathes?: boolean }) {
  const connection = useSiteValue(connectionOf);
  const hasView = useSiteValue(hasViewIn);
  const wording = useWording();
  if (connection.kind === "live") {
    return (
      <span className={css.badge} data-live data-small data-breathes={breathes || undefined}>
        <span className={css.dot} aria-hidden />
        {EN.live.badge}
      </span>
    );
  }
  const since = "since" in connection ? connection.since : null;
  const text =
    !hasView || since === null ? EN.live.notLive : EN.live.computed(wording.time(instantAt(since)));
  return (
    <span className={css.badge} data-small>
      {text}
    </span>
  );
}

/** For figures that are not live. */
export function ComputedBadge({ at }: { readonly at: string }) {
  const wording = useWording();
  return (
    <span className={css.badge} data-small>
      {EN.live.computed(wording.time(at))}
    </span>
  );
}

/** For figures that are asked for again and again: live as long as the answers come. */
export function FreshBadge({ isFresh, at }: { readonly isFresh: boolean; readonly at: string }) {
  const wording = useWording();
  return (
    <span className={css.badge} data-live={isFresh || undefined} data-small>
      {isFresh && <span className={css.dot} aria-hidden />}
      {isFresh ? EN.live.badge : EN.live.computed(wording.time(at))}
    </span>
  );
}
