// A membership's state as an icon and a word. Red and amber are kept for what the door refuses or warns of.
import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconClockPause,
  IconHourglass,
  IconSnowflake,
} from "@tabler/icons-react";
import type { MembershipState } from "../../domain/membership-state.ts";
import { EN_MEMBERS } from "../words/en-members.ts";
import { writeMoney } from "../words/wording.ts";
import css from "./state-mark.module.css";

const ICONS = {
  active: IconCircleCheck,
  frozen: IconSnowflake,
  not_started: IconHourglass,
  ended: IconClockPause,
  none: IconCircleDashed,
} as const;

interface StateMarkProps {
  readonly state: MembershipState;
  readonly isBarred: boolean;
  readonly dueCents: number;
}

export function StateMark({ state, isBarred, dueCents }: StateMarkProps) {
  const Icon = ICONS[state];
  return (
    <span className={css.marks}>
      {isBarred ? (
        <span className={css.mark} data-kind="barred">
          <IconBan size={15} aria-hidden /> {EN_MEMBERS.barred}
        </span>
      ) : (
        <span className={css.mark} data-kind={state}>
          <Icon size={15} aria-hidden /> {EN_MEMBERS.states[state]}
        </span>
      )}
      {dueCents > 0 && (
        <span className={css.mark} data-kind="due">
          <IconAlertTriangle size={15} aria-hidden /> {EN_MEMBERS.due(writeMoney(dueCents))}
        </span>
      )}
    </span>
  );
}
