// The activity feed: newest on top, older ones by scrolling. It holds still while somebody reads it.
import { Button, NativeSelect } from "@mantine/core";
import { IconArrowUp, IconMoodEmpty } from "@tabler/icons-react";
import { useRef, useState } from "react";
import type { Activity } from "../../domain/feed.ts";
import type { LiveView } from "../../domain/live-view.ts";
import { useRight } from "../api/session.ts";
import { ActivityRow } from "../activity/activity-row.tsx";
import { heldBack, isUndone, matches, undoneSteps } from "../activity/feed-lines.ts";
import type { FeedFilter } from "../activity/feed-lines.ts";
import { useSite } from "../connection/site-connection.tsx";
import { EmptyNote } from "../parts/empty-note.tsx";
import { EN } from "../words/en.ts";
import { FeedEnd } from "./feed-end.tsx";
import { LiveBadge } from "../parts/live-badge.tsx";
import { Panel } from "../parts/panel.tsx";
import { useFeed } from "./use-feed.ts";
import { useHold } from "./use-hold.ts";
import css from "./feed-card.module.css";

const words = EN.live.feed;
const EVERYTHING: FeedFilter = { doorId: null, zone: null, activity: null };

interface FeedCardProps {
  readonly view: LiveView;
  readonly version: number;
}

export function FeedCard({ view, version }: FeedCardProps) {
  const [filter, setFilter] = useState(EVERYTHING);
  const isLinked = useRight("members:view");
  const box = useRef<HTMLDivElement>(null);
  const feed = useFeed(view, version);
  const hold = useHold(box, feed.lines[0]?.seq ?? 0);
  const { shown, fresh } = heldBack(
    feed.lines.filter((line) => matches(line, filter)),
    hold.heldSeq,
  );
  const undone = undoneSteps(feed.lines);
  const isFiltered = filter !== EVERYTHING;
  return (
    <Panel
      title={words.title}
      mark={<LiveBadge />}
      tools={<FeedFilters filter={filter} onChange={setFilter} />}
    >
      <div className={css.frame}>
        {fresh > 0 && (
          <Button
            className={css.fresh ?? ""}
            size="xs"
            radius="xl"
            leftSection={<IconArrowUp size={16} aria-hidden />}
            aria-label={words.showFresh(fresh)}
            onClick={() => {
              box.current?.scrollTo({ top: 0 });
              hold.release();
            }}
          >
            {words.fresh(fresh)}
          </Button>
        )}
        {/* Scrolled by keyboard too. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className={css.box} ref={box} tabIndex={0} role="region" aria-label={words.title}>
          {shown.length === 0 && !feed.isLoading ? (
            <EmptyNote
              icon={<IconMoodEmpty size={28} />}
              title={isFiltered ? words.emptyFilter : words.empty}
              text={isFiltered ? words.emptyFilterHelp : words.emptyHelp}
            />
          ) : (
            <ol className={css.list}>
              {shown.map((line) => (
                <ActivityRow
                  key={line.seq}
                  line={line}
                  isUndone={isUndone(line, undone)}
                  isLinked={isLinked}
                />
              ))}
            </ol>
          )}
          <FeedEnd feed={feed} box={box} />
        </div>
      </div>
    </Panel>
  );
}

const KINDS = ["check_in", "check_out", "refused", "undone"] as const satisfies readonly Activity[];

interface FeedFiltersProps {
  readonly filter: FeedFilter;
  readonly onChange: (filter: FeedFilter) => void;
}

function FeedFilters({ filter, onChange }: FeedFiltersProps) {
  const { doors } = useSite();
  const zones = [...new Set(doors.flatMap(({ zone }) => (zone === null ? [] : [zone])))];
  const place =
    filter.doorId !== null
      ? `door:${filter.doorId}`
      : filter.zone !== null
        ? `zone:${filter.zone}`
        : "";
  const change = (part: Partial<FeedFilter>) => {
    const next = { ...filter, ...part };
    const isEverything = next.doorId === null && next.zone === null && next.activity === null;
    onChange(isEverything ? EVERYTHING : next);
  };
  return (
    <>
      {doors.length > 1 && (
        <NativeSelect
          className={css.filter ?? ""}
          aria-label={words.place}
          value={place}
          data={[
            { value: "", label: words.allPlaces },
            ...zones.map((zone) => ({ value: `zone:${zone}`, label: zone })),
            ...doors.map(({ id, name }) => ({ value: `door:${id}`, label: name })),
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            const [kind, ...rest] = value.split(":");
            const name = rest.join(":");
            change({
              doorId: kind === "door" ? name : null,
              zone: kind === "zone" ? name : null,
            });
          }}
        />
      )}
      <NativeSelect
        className={css.filter ?? ""}
        aria-label={words.kind}
        value={filter.activity ?? ""}
        data={[
          { value: "", label: words.allKinds },
          ...KINDS.map((kind) => ({ value: kind, label: EN.activity[kind] })),
        ]}
        onChange={(event) =>
          change({ activity: KINDS.find((kind) => kind === event.currentTarget.value) ?? null })
        }
      />
    </>
  );
}
