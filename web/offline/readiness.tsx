// Whether this desk would work without the network, in words; and the way to make it so.
import { Button } from "@mantine/core";
import { IconCloudCheck, IconCloudOff, IconCloudDownload } from "@tabler/icons-react";
import { Suspense, lazy, useState } from "react";
import { millis } from "../../domain/instant.ts";
import { isBookTooOld } from "../../domain/site.ts";
import { writeAgo } from "../activity/write-ago.ts";
import { useThisDevice } from "../api/devices.ts";
import { useRight } from "../api/session.ts";
import { useDoor } from "../connection/chosen-door.ts";
import { useSite } from "../connection/site-connection.tsx";
import { useWording } from "../connection/site-wording.ts";
import { useSiteNow } from "../connection/use-site-now.ts";
import { EN_OFFLINE } from "../words/en-offline.ts";
import { writeCount } from "../words/wording.ts";
import { isPossible } from "./use-offline-keeper.ts";
import { useOffline } from "./use-offline.ts";
import css from "./offline.module.css";

const PairDialog = lazy(() =>
  import("./pair-dialog.tsx").then(({ PairDialog: it }) => ({ default: it })),
);

/** For the desk: one line. */
export function Readiness() {
  const { tone, text } = useReadiness();
  const mayPair = useRight("devices:manage");
  const [isPairing, setPairing] = useState(false);
  const Icon = { good: IconCloudCheck, busy: IconCloudDownload, none: IconCloudOff }[tone];
  return (
    <p className={css.readiness} data-tone={tone}>
      <Icon size={18} aria-hidden />
      <span>{text}</span>
      {tone === "none" && mayPair && isPossible() && (
        <Button variant="default" size="xs" onClick={() => setPairing(true)}>
          {EN_OFFLINE.pairShort}
        </Button>
      )}
      <Suspense fallback={null}>
        {isPairing && <PairDialog onClose={() => setPairing(false)} />}
      </Suspense>
    </p>
  );
}

interface ReadyWords {
  readonly tone: "good" | "busy" | "none";
  readonly text: string;
}

export function useReadiness(): ReadyWords {
  const { book, builtAt } = useOffline();
  const { data: device } = useThisDevice();
  const siteId = useSite().id;
  const { door } = useDoor();
  const wording = useWording();
  const now = useSiteNow(10_000);
  if (!isPossible()) return { tone: "none", text: EN_OFFLINE.notPossible };
  if (book !== null && builtAt !== null) {
    const age = now - millis(builtAt);
    if (door !== null && isBookTooOld(door.offline, age)) {
      return { tone: "none", text: EN_OFFLINE.tooOld(door.offline.bookMaxHours) };
    }
    const updated = writeAgo(age) ?? wording.time(builtAt);
    return { tone: "good", text: EN_OFFLINE.ready(writeCount(book.members.size), updated) };
  }
  if (device === undefined || device === null) return { tone: "none", text: EN_OFFLINE.notPaired };
  if (device.siteId !== siteId) return { tone: "none", text: EN_OFFLINE.otherSite };
  return { tone: "busy", text: EN_OFFLINE.getting };
}
