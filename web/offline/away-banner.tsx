// While the network is away: since when, on what this desk decides, and how much waits.
import { IconCloudOff } from "@tabler/icons-react";
import type { SiteState } from "../../client/site-state.ts";
import { instantAt } from "../../domain/instant.ts";
import { useAccount } from "../api/session.ts";
import { useSiteValue } from "../connection/site-connection.tsx";
import { useWording } from "../connection/site-wording.ts";
import { useIsAway } from "../connection/use-is-away.ts";
import { EN_OFFLINE } from "../words/en-offline.ts";
import { useOffline } from "./use-offline.ts";
import css from "./offline.module.css";

const sinceOf = ({ connection }: SiteState) => ("since" in connection ? connection.since : null);
const waitingOf = ({ waiting }: SiteState) => waiting;

export function AwayBanner() {
  const isAway = useIsAway();
  const since = useSiteValue(sinceOf);
  const waiting = useSiteValue(waitingOf);
  const { builtAt } = useOffline();
  const account = useAccount().data;
  const wording = useWording();
  if (!isAway || since === null) return null;
  const words = EN_OFFLINE.away;
  const says = builtAt === null ? words.waits : words.decides(wording.time(builtAt));
  const name = account === undefined || account === null ? "" : words.account(account.fullName);
  return (
    <section className={css.banner} aria-label={words.title(wording.clock(instantAt(since)))}>
      <IconCloudOff size={24} aria-hidden />
      <div>
        <b>{words.title(wording.clock(instantAt(since)))}</b>
        <span>
          {says} {words.count(waiting)} {name}
        </span>
      </div>
    </section>
  );
}
