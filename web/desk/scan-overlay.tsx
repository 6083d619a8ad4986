// The answer to a scan while another screen is open: it comes to the scan, not the other way round.
import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { EN } from "../words/en.ts";
import { useDeskLog } from "./desk-context.tsx";
import type { DeskEntry } from "./desk-log.ts";
import { VerdictPanel } from "./verdict-panel.tsx";
import css from "./scan-overlay.module.css";

const SHOWN_MS = 12_000;

interface ScanOverlayProps {
  /** There the answer has its own place; what was seen in it does not follow to another screen. */
  readonly isAtDesk: boolean;
}

export function ScanOverlay({ isAtDesk }: ScanOverlayProps) {
  const newest = useDeskLog()[0] ?? null;
  const newestId = newest?.commandId ?? null;
  const [closedId, setClosedId] = useState<string | null>(null);
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (isAtDesk) setClosedId(newestId);
  }, [isAtDesk, newestId]);
  const isNew = newest !== null && newest.isFromBefore !== true && newestId !== closedId;
  const isShown = !isAtDesk && isNew;
  const isAnswered = newest?.state.as !== "waiting";
  useEffect(() => {
    if (!isShown || !isAnswered || isHeld) return undefined;
    const timer = setTimeout(() => setClosedId(newest.commandId), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isShown, isAnswered, isHeld, newest]);
  if (!isShown) return null;
  return (
    <div
      className={css.overlay}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
    >
      <VerdictPanel
        entry={newest}
        isCompact
        corner={<Corner entry={newest} onClose={setClosedId} />}
      />
    </div>
  );
}

interface CornerProps {
  readonly entry: DeskEntry;
  readonly onClose: (commandId: string) => void;
}

function Corner({ entry, onClose }: CornerProps) {
  return (
    <>
      <Link href="/desk" className={css.link}>
        {EN.desk.toDesk}
      </Link>
      <ActionIcon
        variant="transparent"
        c="inherit"
        size={44}
        aria-label={EN.desk.closeVerdict}
        onClick={() => onClose(entry.commandId)}
      >
        <IconX size={22} aria-hidden />
      </ActionIcon>
    </>
  );
}
