// Doors of every site: name, what stands there, the zone behind.
import { ActionIcon, Button } from "@mantine/core";
import { IconDoor, IconPencil, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { DoorRow } from "../../protocol/http/gym.ts";
import { useRight } from "../api/session.ts";
import { useSites } from "../api/sites.ts";
import { ProblemNote } from "../parts/problem-note.tsx";
import { DialogBox } from "../parts/dialog-box.tsx";
import { EN_SETTINGS } from "../words/en-settings.ts";
import { DoorForm } from "./door-form.tsx";
import css from "./settings.module.css";

const words = EN_SETTINGS.doors;

interface Edited {
  readonly siteId: string;
  /** Null: a new one. */
  readonly door: DoorRow | null;
}

export function DoorsSection() {
  const { data: sites, error, refetch } = useSites();
  const mayEdit = useRight("sites:edit");
  const [edited, setEdited] = useState<Edited | null>(null);
  return (
    <>
      <p className={css.lead}>{words.lead}</p>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      <div className={css.stack}>
        {sites?.map(({ id: siteId, name, doors }) => (
          <section key={siteId} className={css.card}>
            <div className={css.head}>
              <h3>{name}</h3>
              {mayEdit && (
                <Button
                  variant="default"
                  size="xs"
                  leftSection={<IconPlus size={16} />}
                  aria-label={words.addAt(name)}
                  onClick={() => setEdited({ siteId, door: null })}
                >
                  {words.add}
                </Button>
              )}
            </div>
            {doors.length === 0 && <p className={css.soft}>{words.none}</p>}
            <ul className={css.rows}>
              {doors.map((door) => (
                <li key={door.id}>
                  <IconDoor size={22} aria-hidden />
                  <div className={css.grow}>
                    <b>{door.name}</b>
                    {door.zone !== null && <span className={css.soft}>{door.zone}</span>}
                  </div>
                  <span className={css.tag}>{words.channels[door.channel]}</span>
                  {mayEdit && (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={44}
                      aria-label={EN_SETTINGS.editThing(door.name)}
                      onClick={() => setEdited({ siteId, door })}
                    >
                      <IconPencil size={19} />
                    </ActionIcon>
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <DialogBox
        isOpen={edited !== null}
        onClose={() => setEdited(null)}
        title={edited?.door === null ? words.add : words.editTitle}
      >
        {edited !== null && <DoorForm {...edited} onClose={() => setEdited(null)} />}
      </DialogBox>
    </>
  );
}
