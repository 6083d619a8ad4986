// The feed's lines: the view's latest as they come, older pages as they are asked for.
import { useRef, useState } from "react";
import type { LiveView } from "../../domain/live-view.ts";
import type { ActivityList } from "../../protocol/http/gym.ts";
import { ApiProblem } from "../api/api-problem.ts";
import { request } from "../api/request.ts";
import { withLatest, withOlder } from "../activity/feed-lines.ts";
import type { FeedLines } from "../activity/feed-lines.ts";

const PAGE = 50;

export interface Feed {
  readonly lines: FeedLines;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly hasFailed: boolean;
  readonly loadOlder: () => void;
}

export function useFeed(view: LiveView, version: number): Feed {
  const [lines, setLines] = useState<FeedLines>(view.activities);
  const [seen, setSeen] = useState(version);
  const [load, setLoad] = useState<"ready" | "loading" | "failed" | "done">("ready");
  const isLoading = useRef(false);
  if (seen !== version) {
    setSeen(version);
    const next = withLatest(lines, view.activities);
    setLines(next);
    // What was let go at the old end can be asked for again.
    if (load === "done" && next.at(-1)?.seq !== lines.at(-1)?.seq) setLoad("ready");
  }
  const loadOlder = () => {
    if (isLoading.current) return;
    isLoading.current = true;
    setLoad("loading");
    void readOlder(view.site.id, lines.at(-1)?.seq).then((page) => {
      isLoading.current = false;
      if (page === null) return setLoad("failed");
      setLines((now) => withOlder(now, page.lines));
      return setLoad(page.hasMore ? "ready" : "done");
    });
  };
  return {
    lines,
    hasMore: load !== "done",
    isLoading: load === "loading",
    hasFailed: load === "failed",
    loadOlder,
  };
}

/** Null where the server could not be asked. */
async function readOlder(siteId: string, before: number | undefined): Promise<ActivityList | null> {
  try {
    return await request<ActivityList>(`/api/sites/${siteId}/activity`, {
      query: { before, limit: PAGE },
    });
  } catch (error) {
    if (error instanceof ApiProblem) return null;
    throw error;
  }
}
