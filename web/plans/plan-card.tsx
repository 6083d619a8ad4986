// One plan: name, members, and what it covers.
import { ActionIcon } from "@mantine/core";
import { IconClock, IconMapPin, IconPencil, IconTicket } from "@tabler/icons-react";
import { Link } from "wouter";
import type { PlanRow } from "../../protocol/http/gym.ts";
import { useSites } from "../api/sites.ts";
import { writeHours } from "../parts/hours-draft.ts";
import { EN_PLANS } from "../words/en-settings.ts";
import { writeCount } from "../words/wording.ts";
import css from "./plans.module.css";

interface PlanCardProps {
  readonly plan: PlanRow;
  /** Null where the reader may not. */
  readonly onEdit: (() => void) | null;
}

export function PlanCard({ plan, onEdit }: PlanCardProps) {
  const sites = useSites().data ?? [];
  const { name, siteIds, hours, visits, isActive, memberCount } = plan;
  const siteNames = sites.filter(({ id }) => siteIds?.includes(id)).map((site) => site.name);
  return (
    <li className={css.plan} data-inactive={!isActive}>
      <div className={css.top}>
        <h2>{name}</h2>
        {onEdit !== null && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={EN_PLANS.edit(name)}
            onClick={onEdit}
          >
            <IconPencil size={19} />
          </ActionIcon>
        )}
      </div>
      {!isActive && <p className={css.inactive}>{EN_PLANS.inactive}</p>}
      <p className={css.count}>
        <Link href={`/members?plan=${plan.id}`}>{EN_PLANS.members(writeCount(memberCount))}</Link>
      </p>
      <ul className={css.covers}>
        <li>
          <IconMapPin size={18} aria-hidden />
          {siteIds === null ? EN_PLANS.allSites : siteNames.join(", ")}
        </li>
        <li>
          <IconClock size={18} aria-hidden />
          {hours === null ? EN_PLANS.hoursAlways : writeHours(hours)}
        </li>
        <li>
          <IconTicket size={18} aria-hidden />
          {visits === null ? EN_PLANS.unlimited : EN_PLANS.pack(writeCount(visits))}
        </li>
      </ul>
    </li>
  );
}
