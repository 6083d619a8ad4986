// The end of the feed: scrolled into sight, it asks for what is older.
import { Button } from "@mantine/core";
import { useEffect, useEffectEvent, useRef } from "react";
import type { RefObject } from "react";
import { EN } from "../words/en.ts";
import type { Feed } from "./use-feed.ts";
import css from "./feed-end.module.css";

interface FeedEndProps {
  readonly feed: Feed;
  readonly box: RefObject<HTMLElement | null>;
}

export function FeedEnd({ feed, box }: FeedEndProps) {
  const words = EN.live.feed;
  const { length } = feed.lines;
  return (
    <div className={css.end}>
      {feed.hasFailed && (
        <>
          <span>{words.failed}</span>
          <Button size="xs" variant="default" onClick={feed.loadOlder}>
            {EN.shell.tryAgain}
          </Button>
        </>
      )}
      {feed.isLoading && <span>{words.older}</span>}
      {!feed.hasMore && length > 10 && <span>{words.end}</span>}
      {/* Made anew with every page: an end that stays in sight asks for the next. */}
      <Sentinel key={length} feed={feed} box={box} />
    </div>
  );
}

function Sentinel({ feed, box }: FeedEndProps) {
  const end = useRef<HTMLSpanElement>(null);
  const load = useEffectEvent(() => {
    if (feed.hasMore && !feed.isLoading && !feed.hasFailed) feed.loadOlder();
  });
  useEffect(() => {
    if (end.current === null) return undefined;
    const watch = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && load(),
      { root: box.current, rootMargin: "200px" },
    );
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [box]);
  return <span ref={end} aria-hidden />;
}
