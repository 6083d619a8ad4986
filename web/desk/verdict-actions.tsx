// What can be done about an answer, each with one press: check out, undo, look at the profile.
import { Button } from "@mantine/core";
import { IconArrowBackUp, IconLogout2, IconUser } from "@tabler/icons-react";
import { Link } from "wouter";
import type { MemberBrief } from "../../domain/member.ts";
import { useRight } from "../api/session.ts";
import { useDoor } from "../connection/chosen-door.ts";
import { useNow } from "../connection/use-now.ts";
import { EN } from "../words/en.ts";
import { useDesk, useDeskLog } from "./desk-context.tsx";
import type { DeskEntry } from "./desk-log.ts";
import { isAlreadyInside } from "./desk-log.ts";
import { undoOffer, undoOfFirst } from "./undo-window.ts";
import css from "./verdict-panel.module.css";

interface VerdictActionsProps {
  readonly entry: DeskEntry;
  readonly member: MemberBrief | null;
}

export function VerdictActions({ entry, member }: VerdictActionsProps) {
  const desk = useDesk();
  const { door } = useDoor();
  const mayView = useRight("members:view");
  if (entry.state.as === "waiting" || desk === null) return null;
  const mayLeave = isAlreadyInside(entry) && entry.since === null && member !== null;
  return (
    <div className={css.actions}>
      {mayLeave && (
        <Button
          leftSection={<IconLogout2 size={20} aria-hidden />}
          onClick={() => desk.checkOut(member, door?.id ?? null)}
        >
          {EN.desk.checkOut}
        </Button>
      )}
      <UndoButton entry={entry} member={member} />
      {member !== null && mayView && (
        <Button
          component={Link}
          href={`/members/${member.id}`}
          variant="default"
          leftSection={<IconUser size={20} aria-hidden />}
        >
          {EN.desk.profile}
        </Button>
      )}
    </div>
  );
}

interface UndoButtonProps extends VerdictActionsProps {
  /** Only the sign and the time left, in a list. */
  readonly isSmall?: boolean;
}

export function UndoButton({ entry, member, isSmall = false }: UndoButtonProps) {
  const desk = useDesk();
  const mayCorrect = useRight("door:correct");
  const now = useNow(1_000);
  const log = useDeskLog();
  // In a list the first scan has its own.
  const ofFirst = isSmall ? null : undoOfFirst(entry, log, now, mayCorrect);
  const offer = undoOffer(entry, now, mayCorrect) ?? ofFirst;
  if (offer === null || desk === null) return null;
  const { visitId, what, secondsLeft } = offer;
  const left = secondsLeft === null ? null : clockOf(secondsLeft);
  const undo = () => desk.undo(member, visitId, what);
  if (isSmall) {
    return (
      <button
        type="button"
        className={css.smallUndo}
        title={EN.desk.undo}
        aria-label={EN.desk.undoOf(member?.fullName ?? EN.desk.unknownCard, left ?? "")}
        onClick={undo}
      >
        <IconArrowBackUp size={18} aria-hidden />
        {left}
      </button>
    );
  }
  return (
    <Button
      variant="default"
      leftSection={<IconArrowBackUp size={20} aria-hidden />}
      onClick={undo}
    >
      {left === null ? EN.desk.undo : EN.desk.undoIn(left)}
    </Button>
  );
}

function clockOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
