// Who it is, how they stand, whether they are in, and what can be done.
import { ActionIcon, Menu } from "@mantine/core";
import {
  IconAlertTriangle,
  IconBan,
  IconCamera,
  IconCircleCheck,
  IconDoorEnter,
  IconDots,
  IconInfoCircle,
} from "@tabler/icons-react";
import { useState } from "react";
import type { MemberProfile } from "../../protocol/http/members.ts";
import { useRight } from "../api/session.ts";
import { useSite } from "../connection/site-connection.tsx";
import { Face } from "../parts/face.tsx";
import { StateMark } from "../parts/state-mark.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { wordingIn } from "../words/wording.ts";
import { DoorActions } from "./door-actions.tsx";
import { MemberDialogs } from "./member-dialogs.tsx";
import type { Dialog } from "./member-dialogs.tsx";
import { speakingMembership, standingWords } from "./standing-words.ts";
import css from "./profile-head.module.css";

const words = EN_MEMBERS.profile;
const ICONS = {
  good: IconCircleCheck,
  note: IconInfoCircle,
  warn: IconAlertTriangle,
  refuse: IconBan,
} as const;

export function ProfileHead({ member }: { readonly member: MemberProfile }) {
  const { timeZone } = useSite();
  const mayEdit = useRight("members:edit");
  const mayOperate = useRight("door:operate");
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { fullName, photoUrl, insideSince } = member;
  return (
    <header className={css.head}>
      <div className={css.photo}>
        <Face name={fullName} photoUrl={photoUrl} size={148} />
        {mayEdit && (
          <ActionIcon
            className={css.camera ?? ""}
            size={44}
            radius="xl"
            variant="default"
            aria-label={words.photo}
            onClick={() => setDialog("photo")}
          >
            <IconCamera size={20} />
          </ActionIcon>
        )}
      </div>
      <div className={css.who}>
        <h1>{fullName}</h1>
        <p className={css.line}>
          <span>{words.number(member.membershipNumber)}</span>
          <StateMark state={member.state} isBarred={member.isBarred} dueCents={0} />
          {insideSince !== null && (
            <span className={css.inside}>
              <IconDoorEnter size={17} aria-hidden />
              {EN_MEMBERS.insideSince(wordingIn(timeZone).time(insideSince))}
            </span>
          )}
        </p>
        <ul className={css.standing}>
          {standingWords(member).map(({ kind, text }) => {
            const Icon = ICONS[kind];
            return (
              <li key={text} data-kind={kind}>
                <Icon size={18} aria-hidden /> {text}
              </li>
            );
          })}
        </ul>
      </div>
      <div className={css.actions}>
        {mayOperate && <DoorActions member={member} />}
        {mayEdit && <EditMenu member={member} onChoose={setDialog} />}
      </div>
      {mayEdit && <MemberDialogs member={member} dialog={dialog} onClose={() => setDialog(null)} />}
    </header>
  );
}

interface EditMenuProps {
  readonly member: MemberProfile;
  readonly onChoose: (dialog: Dialog) => void;
}

function EditMenu({ member, onChoose }: EditMenuProps) {
  const mayRemove = useRight("members:import");
  const speaking = speakingMembership(member);
  const isRunning = speaking !== null && speaking.state !== "ended";
  const hasCard = member.credentials.some((credential) => credential.replacedAt === null);
  return (
    <Menu
      position="bottom-end"
      width={240}
      withInitialFocusPlaceholder={false}
      withinPortal={false}
    >
      <Menu.Target>
        <ActionIcon variant="default" size={44} aria-label={words.more}>
          <IconDots size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onChoose("edit")}>{words.edit}</Menu.Item>
        {isRunning && (
          <Menu.Item onClick={() => onChoose("freeze")}>
            {speaking.freeze === null ? words.freeze : words.unfreeze}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => onChoose("membership")}>{words.newMembership}</Menu.Item>
        <Menu.Item onClick={() => onChoose("card")}>
          {hasCard ? words.replaceCard : words.addCard}
        </Menu.Item>
        <Menu.Item onClick={() => onChoose("photo")}>{words.photo}</Menu.Item>
        {mayRemove && <Menu.Item onClick={() => onChoose("remove")}>{words.remove}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
