// Check-in and check-out from the profile, with what the door said about it.
import { Button } from "@mantine/core";
import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconDoorEnter,
  IconDoorExit,
} from "@tabler/icons-react";
import { useRef } from "react";
import { sentenceOf } from "../../domain/reason.ts";
import type { DoorAnswer } from "../../protocol/http/gym.ts";
import type { MemberProfile } from "../../protocol/http/members.ts";
import { useCheckIn, useCheckOut } from "../api/door-commands.ts";
import { useDoor } from "../connection/chosen-door.ts";
import { useSite } from "../connection/site-connection.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { wordingIn, writeMinutes } from "../words/wording.ts";
import css from "./profile-head.module.css";

const words = EN_MEMBERS.profile;
const ICONS = { admit: IconCircleCheck, warn: IconAlertTriangle, refuse: IconBan } as const;

export function DoorActions({ member }: { readonly member: MemberProfile }) {
  const site = useSite();
  const checkIn = useCheckIn();
  const checkOut = useCheckOut();
  const commandId = useRef<string | null>(null);
  const { door } = useDoor();
  const isInside = member.insideSince !== null;
  const doing = isInside ? checkOut : checkIn;
  const last = [checkIn, checkOut].toSorted((a, b) => b.submittedAt - a.submittedAt)[0];
  if (door === null) return null;

  const send = () => {
    // The same press sent again, after a lost answer, stays the same command.
    commandId.current ??= crypto.randomUUID();
    const command = {
      commandId: commandId.current,
      siteId: site.id,
      memberId: member.id,
      doorId: door.id,
    };
    doing.mutate(command, { onSuccess: () => (commandId.current = null) });
  };

  return (
    <div className={css.door}>
      <Button
        loading={doing.isPending}
        leftSection={isInside ? <IconDoorExit size={20} /> : <IconDoorEnter size={20} />}
        variant={isInside ? "default" : "filled"}
        onClick={send}
      >
        {isInside ? words.checkOut : words.checkIn}
      </Button>
      <ProblemNote error={last?.error ?? null} />
      {last?.data !== undefined && stillHolds(last.data, last === checkIn, isInside) && (
        <Answer answer={last.data} isCheckIn={last === checkIn} timeZone={site.timeZone} />
      )}
    </div>
  );
}

interface AnswerProps {
  readonly answer: DoorAnswer;
  readonly isCheckIn: boolean;
  readonly timeZone: string;
}

function Answer({ answer, isCheckIn, timeZone }: AnswerProps) {
  const { verdict, reasons } = answer.decision;
  const Icon = ICONS[verdict];
  const wording = wordingIn(timeZone);
  return (
    <output className={css.answer} data-verdict={verdict}>
      <p>
        <Icon size={20} aria-hidden /> {headline(answer, isCheckIn)}
      </p>
      {reasons.length > 0 && (
        <ul>
          {reasons.map((reason) => (
            <li key={reason.code}>{sentenceOf(reason, wording)}</li>
          ))}
        </ul>
      )}
    </output>
  );
}

/** What was answered is said until it is no longer so, such as when they have left meanwhile. */
function stillHolds({ decision }: DoorAnswer, isCheckIn: boolean, isInside: boolean): boolean {
  return decision.verdict === "refuse" || isCheckIn === isInside;
}

function headline({ decision, visit }: DoorAnswer, isCheckIn: boolean): string {
  const { answers } = words;
  if (decision.verdict === "refuse") return isCheckIn ? answers.refused : answers.notOut;
  if (!isCheckIn && visit !== null && "durationMinutes" in visit) {
    return answers.checkedOut(writeMinutes(visit.durationMinutes));
  }
  return decision.reasons.length > 0 ? answers.checkedInBut : answers.checkedIn;
}
