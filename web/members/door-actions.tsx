// Check-in and check-out from the profile, by the same road as a scan: kept until it is answered, decided
// here where the server is away, answered over the page, and undone from there.
import { Button } from "@mantine/core";
import { IconDoorEnter, IconDoorExit } from "@tabler/icons-react";
import { useState } from "react";
import { ClientClosed, CommandProblem } from "../../client/command-problem.ts";
import type { MemberProfile } from "../../protocol/http/members.ts";
import { useDoor } from "../connection/chosen-door.ts";
import { useSiteClient } from "../connection/site-connection.tsx";
import { useIsAway } from "../connection/use-is-away.ts";
import { EN } from "../words/en.ts";
import { EN_MEMBERS } from "../words/en-members.ts";
import css from "./profile-head.module.css";

const words = EN_MEMBERS.profile;

export function DoorActions({ member }: { readonly member: MemberProfile }) {
  const client = useSiteClient();
  const isAway = useIsAway();
  const [isSent, setIsSent] = useState(false);
  const { door } = useDoor();
  const isInside = member.insideSince !== null;
  if (door === null) return null;

  const send = async () => {
    const request = { memberId: member.id, doorId: door.id };
    setIsSent(true);
    try {
      await (isInside ? client?.checkOut(request) : client?.checkIn(request));
    } catch (error) {
      // Sent back: that is said where the answer would be, and the button is there again.
      if (!(error instanceof CommandProblem || error instanceof ClientClosed)) throw error;
    }
    setIsSent(false);
  };

  return (
    <div className={css.door}>
      <Button
        loading={isSent}
        leftSection={isInside ? <IconDoorExit size={20} /> : <IconDoorEnter size={20} />}
        variant={isInside ? "default" : "filled"}
        onClick={() => void send()}
      >
        {isInside ? words.checkOut : words.checkIn}
      </Button>
      {isSent && isAway && <output className={css.waiting}>{EN.verdict.waitingAway}</output>}
    </div>
  );
}
