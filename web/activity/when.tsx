// How long ago; exactly when, where it is pointed at or focused.
import { millis } from "../../domain/instant.ts";
import type { Instant } from "../../domain/instant.ts";
import { useSiteNow } from "../connection/use-site-now.ts";
import { useWording } from "../connection/site-wording.ts";
import { writeAgo } from "./write-ago.ts";
import css from "./activity-row.module.css";

const STEP_MS = 15_000;

export function When({ instant }: { readonly instant: Instant }) {
  const now = useSiteNow(STEP_MS);
  const wording = useWording();
  const exact = wording.time(instant);
  return (
    <time className={css.when} dateTime={instant} title={wording.dayAndClock(instant)}>
      <span className={css.ago}>{writeAgo(now - millis(instant)) ?? exact}</span>
      <span className={css.exact}>{exact}</span>
    </time>
  );
}
