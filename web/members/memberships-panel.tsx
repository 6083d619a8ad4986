// Every hold the member has or had on a plan.
import { Button } from "@mantine/core";
import { useState } from "react";
import type { MemberProfile, MembershipRow } from "../../protocol/http/members.ts";
import { useRight } from "../api/session.ts";
import { StateMark } from "../parts/state-mark.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { writeDay } from "../words/wording.ts";
import { MembershipDialog } from "./membership-dialog.tsx";
import { lastMembership } from "./period.ts";
import { Panel } from "./panel.tsx";
import css from "./profile.module.css";

const words = EN_MEMBERS.profile;

export function MembershipsPanel({ member }: { readonly member: MemberProfile }) {
  const mayEdit = useRight("members:edit");
  const [isAdding, setAdding] = useState(false);
  const [changing, setChanging] = useState<MembershipRow | null>(null);
  return (
    <Panel
      title={words.memberships}
      aside={
        mayEdit && (
          <Button variant="subtle" size="xs" onClick={() => setAdding(true)}>
            {words.newMembership}
          </Button>
        )
      }
    >
      {member.memberships.length === 0 && <p className={css.soft}>{words.noMembership}</p>}
      <ul className={css.list}>
        {member.memberships.map((membership) => (
          <li key={membership.id}>
            <div>
              <b>{membership.planName}</b>
              <StateMark state={membership.state} isBarred={false} dueCents={0} />
            </div>
            <p>{writePeriod(membership)}</p>
            {membership.freeze !== null && <p>{writeFreeze(membership.freeze)}</p>}
            {membership.visitsLeft !== null && <p>{words.visitsLeft(membership.visitsLeft)}</p>}
            {mayEdit && (
              <Button
                variant="subtle"
                size="xs"
                className={css.inline ?? ""}
                aria-label={words.changeMembership(membership.planName)}
                onClick={() => setChanging(membership)}
              >
                {words.edit}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <MembershipDialog
        key={changing?.id ?? "none"}
        isOpen={changing !== null}
        memberId={member.id}
        membership={changing}
        onClose={() => setChanging(null)}
      />
      <MembershipDialog
        isOpen={isAdding}
        memberId={member.id}
        membership={null}
        last={lastMembership(member)}
        onClose={() => setAdding(false)}
      />
    </Panel>
  );
}

function writePeriod({ startsOn, endsOn }: MembershipRow): string {
  const end = endsOn === null ? EN_MEMBERS.endless : writeDay(endsOn);
  return `${writeDay(startsOn)} – ${end}`;
}

function writeFreeze({ from, until }: NonNullable<MembershipRow["freeze"]>): string {
  const first = writeDay(from);
  return until === null ? words.frozenOpen(first) : words.frozenUntil(first, writeDay(until));
}
