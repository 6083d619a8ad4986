// What the member scans, the replaced ones among them.
import { Button } from "@mantine/core";
import { useState } from "react";
import type { MemberProfile } from "../../protocol/http/members.ts";
import { useRight } from "../api/session.ts";
import { useSite } from "../connection/site-connection.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { dayIn, writeDay } from "../words/wording.ts";
import { CardDialog } from "./card-dialog.tsx";
import { Panel } from "./panel.tsx";
import css from "./profile.module.css";

const words = EN_MEMBERS.profile;

export function CardsPanel({ member }: { readonly member: MemberProfile }) {
  const { timeZone } = useSite();
  const mayEdit = useRight("members:edit");
  const [isGiving, setGiving] = useState(false);
  const hasCard = member.credentials.some((credential) => credential.replacedAt === null);
  return (
    <Panel
      title={words.cards}
      aside={
        mayEdit && (
          <Button variant="subtle" size="xs" onClick={() => setGiving(true)}>
            {hasCard ? words.replaceCard : words.addCard}
          </Button>
        )
      }
    >
      {member.credentials.length === 0 && <p className={css.soft}>{words.noCard}</p>}
      <ul className={css.list}>
        {member.credentials.map(({ id, kind, code, replacedAt }) => (
          <li key={id} data-old={replacedAt !== null}>
            <div>
              <code>{kind === "pin" ? "••••" : code}</code>
              <span className={css.soft}>{EN_MEMBERS.cardDialog.kinds[kind]}</span>
            </div>
            {replacedAt !== null && (
              <p>{words.replacedOn(writeDay(dayIn(timeZone, new Date(replacedAt))))}</p>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && <CardDialog isOpen={isGiving} member={member} onClose={() => setGiving(false)} />}
    </Panel>
  );
}
