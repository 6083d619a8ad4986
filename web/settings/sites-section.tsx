// Sites: name, hours, limit; the zone is shown, and stays.
import { Button, Skeleton } from "@mantine/core";
import { IconPencil, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { SiteWithDoors } from "../../protocol/http/gym.ts";
import { useRight } from "../api/session.ts";
import { useSites } from "../api/sites.ts";
import { writeHours } from "../parts/hours-draft.ts";
import { ProblemNote } from "../parts/problem-note.tsx";
import { DialogBox } from "../parts/dialog-box.tsx";
import { EN_SETTINGS } from "../words/en-settings.ts";
import { writeCount } from "../words/wording.ts";
import { GymCard } from "./gym-card.tsx";
import { SiteForm } from "./site-form.tsx";
import css from "./settings.module.css";

const words = EN_SETTINGS.sites;

export function SitesSection() {
  const { data: sites, error, refetch } = useSites();
  const mayEdit = useRight("sites:edit");
  const [edited, setEdited] = useState<SiteWithDoors | "new" | null>(null);
  return (
    <>
      <p className={css.lead}>{words.lead}</p>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      <div className={css.stack}>
        <GymCard />
        {sites === undefined && error === null && <Skeleton height={160} radius="lg" />}
        {sites?.map((site) => (
          <SiteCard key={site.id} site={site} onEdit={mayEdit ? () => setEdited(site) : null} />
        ))}
        {mayEdit && (
          <div>
            <Button
              variant="default"
              leftSection={<IconPlus size={18} />}
              onClick={() => setEdited("new")}
            >
              {words.add}
            </Button>
          </div>
        )}
      </div>
      <DialogBox
        isOpen={edited !== null}
        onClose={() => setEdited(null)}
        size={620}
        title={edited === "new" || edited === null ? words.add : EN_SETTINGS.editThing(edited.name)}
      >
        {edited !== null && (
          <SiteForm site={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
        )}
      </DialogBox>
    </>
  );
}

interface SiteCardProps {
  readonly site: SiteWithDoors;
  readonly onEdit: (() => void) | null;
}

function SiteCard({ site, onEdit }: SiteCardProps) {
  const { name, timeZone, gymDayStartsAt, hours, capacity, timeline } = site;
  return (
    <section className={css.card}>
      <div className={css.head}>
        <h3>{name}</h3>
        {timeline === "replay" && <span className={css.tag}>{words.replay}</span>}
        {onEdit !== null && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPencil size={16} />}
            aria-label={EN_SETTINGS.editThing(name)}
            onClick={onEdit}
          >
            {EN_SETTINGS.edit}
          </Button>
        )}
      </div>
      <dl className={css.facts}>
        <dt>{words.zone}</dt>
        <dd>{timeZone.replaceAll("_", " ")}</dd>
        <dt>{words.dayStart}</dt>
        <dd>{gymDayStartsAt}</dd>
        <dt>{words.hours}</dt>
        <dd>{writeHours(hours)}</dd>
        <dt>{words.capacity}</dt>
        <dd>{capacity === null ? words.noLimit : writeCount(capacity)}</dd>
      </dl>
    </section>
  );
}
