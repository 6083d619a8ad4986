// Hears what happens at the site and says it in a corner, briefly. What was missed while away is not news.
import "@mantine/notifications/styles.css";
import { Notifications, notifications } from "@mantine/notifications";
import { useMediaQuery } from "@mantine/hooks";
import { useEffect, useEffectEvent, useRef } from "react";
import { useRoute } from "wouter";
import { useSiteClient } from "../connection/site-connection.tsx";
import { groupNews, newsOf } from "./news.ts";
import type { News, Shown } from "./news.ts";
import { isSilent, quietSettings } from "./quiet.ts";
import type { ToastKind } from "./quiet.ts";
import { toastOf } from "./toast.tsx";
import css from "./toast.module.css";

/** Long enough for the answer to one's own command to be here before its event is shown. */
const GATHER_MS = 180;
const STAYS_MS: Readonly<Record<ToastKind, number>> = {
  check_in: 4_000,
  check_out: 4_000,
  warned: 8_000,
  refused: 8_000,
  undone: 4_000,
};

/** Where there is room for one line, that is there for a glance. */
const PHONE_STAYS_MS = 3_000;

function staysFor(kind: ToastKind, isPhone: boolean): number {
  return isPhone ? Math.min(STAYS_MS[kind], PHONE_STAYS_MS) : STAYS_MS[kind];
}

interface Where {
  readonly isPhone: boolean;
  readonly isAtLive: boolean;
  readonly isAtDesk: boolean;
}

/** Where the messages cover neither the answer to a scan nor the feed that tells the same. */
function placeOf({ isPhone, isAtLive, isAtDesk }: Where) {
  if (isPhone) return isAtDesk ? "top-center" : "bottom-center";
  return isAtLive ? "bottom-center" : "bottom-right";
}

interface ToasterProps {
  /** True for what was asked at this desk: its answer is on the screen already. */
  readonly isOwn: (news: News) => boolean;
}

export function Toaster({ isOwn }: ToasterProps) {
  const client = useSiteClient();
  const [isAtLive] = useRoute("/");
  const [isAtDesk] = useRoute("/desk");
  const isPhone = useMediaQuery("(width < 700px)") ?? false;
  const gathered = useRef<News[]>([]);
  const recent = useRef<(Shown & { readonly id: string })[]>([]);

  const show = useEffectEvent(() => {
    const now = performance.now();
    const fresh = gathered.current.filter((news) => !isOwn(news));
    gathered.current = [];
    recent.current = recent.current.filter(({ at }) => now - at < 10_000);
    for (const group of groupNews(recent.current, fresh, now)) {
      const { replaces } = group;
      recent.current = recent.current.filter((one) => !replaces.includes(one));
      // A count goes on in its place: a message that came and went with every event would flicker.
      const counted = replaces.find(({ count }) => count > 1);
      for (const { id } of replaces) if (id !== counted?.id) notifications.hide(id);
      const toast = { ...toastOf(group), autoClose: staysFor(group.kind, isPhone) };
      const id = notifications.show({ ...toast, ...(counted && { id: counted.id }) });
      if (counted !== undefined) notifications.update({ ...toast, id });
      recent.current.push({ ...group, id });
    }
  });

  useEffect(() => {
    if (client === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = client.onEvent((event, heard) => {
      if (heard === "catch-up") return;
      const news = newsOf(event);
      if (news === null || isSilent(quietSettings.get(), news.kind, news.member?.id ?? null))
        return;
      gathered.current.push(news);
      timer ??= setTimeout(() => {
        timer = null;
        show();
      }, GATHER_MS);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [client]);

  return (
    <Notifications
      className={css.place}
      data-live={isAtLive || undefined}
      position={placeOf({ isPhone, isAtLive, isAtDesk })}
      limit={isPhone ? 1 : 3}
      containerWidth={360}
      zIndex={340}
    />
  );
}
