// One line of what happened: who, what, where, when, and for a check-out how long they stayed.
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconBarcode,
  IconLogin2,
  IconLogout2,
} from "@tabler/icons-react";
import { memo } from "react";
import type { ComponentType } from "react";
import { Link } from "wouter";
import type { Activity, FeedLine } from "../../domain/feed.ts";
import { sentenceOf } from "../../domain/reason.ts";
import { Face } from "../parts/face.tsx";
import { useWording } from "../connection/site-wording.ts";
import { EN_OFFLINE } from "../words/en-offline.ts";
import { EN } from "../words/en.ts";
import { writeMinutes } from "../words/wording.ts";
import { When } from "./when.tsx";
import css from "./activity-row.module.css";

const ICONS: Readonly<Record<Activity, ComponentType<{ size?: number; stroke?: number }>>> = {
  check_in: IconLogin2,
  check_out: IconLogout2,
  refused: IconBan,
  undone: IconArrowBackUp,
};

interface ActivityRowProps {
  readonly line: FeedLine;
  readonly isUndone: boolean;
  /** Whether the reader may open profiles. */
  readonly isLinked: boolean;
}

export const ActivityRow = memo(function ActivityRow(props: ActivityRowProps) {
  const { line, isUndone, isLinked } = props;
  const { member, activity, location, timestamp } = line;
  const wording = useWording();
  const Icon = ICONS[activity];
  const name = member?.fullName ?? EN.activity.unknown;
  const reasons = line.reasons.map((reason) => sentenceOf(reason, wording));
  return (
    <li
      className={css.row}
      data-activity={activity}
      data-seq={line.seq}
      data-undone={isUndone || undefined}
    >
      <span className={css.face}>
        {member === null ? (
          <span className={css.card} aria-hidden>
            <IconBarcode size={22} />
          </span>
        ) : (
          <Face name={name} photoUrl={member.photoUrl} size={42} />
        )}
        <span className={css.icon} aria-hidden>
          <Icon size={14} stroke={2.25} />
        </span>
      </span>
      <div className={css.words}>
        {member === null || !isLinked ? (
          <b className={css.name}>{name}</b>
        ) : (
          <Link className={css.name} href={`/members/${member.id}`}>
            {name}
          </Link>
        )}
        <p className={css.what}>
          <span className={css.activity}>{wordOf(line)}</span>
          <span className={css.place}>{EN.activity.at(location.door, location.zone)}</span>
          {isUndone && <span className={css.label}>{EN.activity.wasUndone}</span>}
        </p>
        {reasons.length > 0 && (
          <p className={css.reasons}>
            {activity === "check_in" && <IconAlertTriangle size={15} aria-hidden />}
            {reasons.join(" ")}
          </p>
        )}
      </div>
      <div className={css.side}>
        <When instant={timestamp} />
        {line.durationMinutes !== null && (
          <span className={css.stayed}>
            {EN.activity.stayed(writeMinutes(line.durationMinutes))}
          </span>
        )}
        {line.madeOffline && <span className={css.label}>{EN_OFFLINE.madeOffline}</span>}
        {(line.how === "automatic" || line.how === "moved") && (
          <span className={css.label} title={EN.activity.guessHelp}>
            {EN.activity.guess}
          </span>
        )}
      </div>
    </li>
  );
});

function wordOf({ activity, undid }: FeedLine): string {
  if (activity !== "undone") return EN.activity[activity];
  return undid === "check_out" ? EN.activity.undoneCheckOut : EN.activity.undoneCheckIn;
}
