// One account: who, which role, when last seen; edit, and sign out everywhere.
import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import type { StaffRow as Row } from "../../protocol/http/people.ts";
import { useAccount } from "../api/session.ts";
import { useSites } from "../api/sites.ts";
import { useEndSessions } from "../api/staff.ts";
import { Face } from "../parts/face.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_SETTINGS } from "../words/en-settings.ts";
import { wordingIn } from "../words/wording.ts";
import css from "./settings.module.css";

const words = EN_SETTINGS.staff;

interface StaffRowProps {
  readonly row: Row;
  readonly onEdit: () => void;
  readonly onSignedOut: () => void;
}

export function StaffRow({ row, onEdit, onSignedOut }: StaffRowProps) {
  const isSelf = useAccount().data?.id === row.id;
  const endSessions = useEndSessions();
  return (
    <li className={row.isActive ? undefined : css.off}>
      <Face name={row.fullName} photoUrl={null} size={40} />
      <div className={css.grow}>
        <b>
          {row.fullName} {isSelf && <span className={css.soft}>({words.you})</span>}
        </b>
        <span className={css.soft}>
          {row.email} · {seenWords(row)}
        </span>
        <ProblemNote error={endSessions.error} />
      </div>
      <SiteTags row={row} />
      <span className={css.tag}>{row.isActive ? words.roles[row.role] : words.inactive}</span>
      <Menu position="bottom-end" withInitialFocusPlaceholder={false} withinPortal={false}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={EN_SETTINGS.editThing(row.fullName)}
          >
            <IconDots size={20} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onEdit}>{EN_SETTINGS.edit}</Menu.Item>
          {!isSelf && (
            <Menu.Item onClick={() => endSessions.mutate(row.id, { onSuccess: onSignedOut })}>
              {words.signOut}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

function SiteTags({ row }: { readonly row: Row }) {
  const sites = useSites().data ?? [];
  if (row.siteIds === null) return null;
  const names = sites.filter(({ id }) => row.siteIds?.includes(id)).map((site) => site.name);
  return <span className={css.tag}>{names.join(", ")}</span>;
}

function seenWords({ lastSeenAt }: Row): string {
  return lastSeenAt === null ? words.neverSeen : words.lastSeen(wordingIn().when(lastSeenAt));
}
