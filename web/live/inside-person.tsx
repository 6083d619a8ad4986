// Somebody who is in: since when, where, and out with one press.
import { ActionIcon } from "@mantine/core";
import { IconLogout2 } from "@tabler/icons-react";
import { memo, useState } from "react";
import { Link } from "wouter";
import { CommandProblem, ClientClosed } from "../../client/command-problem.ts";
import { instantAt, minutesBetween } from "../../domain/instant.ts";
import type { OpenVisit } from "../../domain/visit.ts";
import { useSiteClient } from "../connection/site-connection.tsx";
import { useWording } from "../connection/site-wording.ts";
import { useSiteNow } from "../connection/use-site-now.ts";
import { Face } from "../parts/face.tsx";
import { EN } from "../words/en.ts";
import { writeMinutes } from "../words/wording.ts";
import css from "./inside-card.module.css";

interface InsidePersonProps {
  readonly visit: OpenVisit;
  readonly layout: "wall" | "list";
  readonly mayCheckOut: boolean;
  readonly isLinked: boolean;
}

export const InsidePerson = memo(function InsidePerson(props: InsidePersonProps) {
  const { visit, layout, mayCheckOut, isLinked } = props;
  const { member, checkInTime, location } = visit;
  const wording = useWording();
  const isWall = layout === "wall";
  return (
    <li className={css.person} data-visit={visit.id}>
      <Face name={member.fullName} photoUrl={member.photoUrl} size={isWall ? 60 : 44} />
      <div className={css.words}>
        {isLinked ? (
          <Link className={css.name} href={`/members/${member.id}`}>
            {member.fullName}
          </Link>
        ) : (
          <b className={css.name}>{member.fullName}</b>
        )}
        <span title={EN.live.inside.since(wording.time(checkInTime))}>
          <Stay since={checkInTime} />
        </span>
        <span className={css.place}>{EN.activity.at(location.door, location.zone)}</span>
      </div>
      {mayCheckOut && <CheckOutButton visit={visit} />}
    </li>
  );
});

function Stay({ since }: { readonly since: string }) {
  const now = useSiteNow(30_000);
  return writeMinutes(minutesBetween(since, instantAt(now)));
}

function CheckOutButton({ visit }: { readonly visit: OpenVisit }) {
  const client = useSiteClient();
  const [isSent, setIsSent] = useState(false);
  const label = EN.live.inside.checkOutOf(visit.member.fullName);
  const checkOut = async () => {
    setIsSent(true);
    try {
      await client?.checkOut({ checkInId: visit.id });
    } catch (error) {
      // Sent back: the button is there again to be pressed.
      if (!(error instanceof CommandProblem || error instanceof ClientClosed)) throw error;
    }
    setIsSent(false);
  };
  return (
    <ActionIcon
      className={css.out ?? ""}
      variant="subtle"
      color="gray"
      size={44}
      aria-label={label}
      title={EN.live.inside.checkOut}
      loading={isSent}
      onClick={() => void checkOut()}
    >
      <IconLogout2 size={20} aria-hidden />
    </ActionIcon>
  );
}
