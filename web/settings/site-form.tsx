// Adds a site, or changes what may be changed of one.
import { NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import type { SiteWithDoors } from "../../protocol/http/gym.ts";
import { useAddSite, useChangeSite } from "../api/sites.ts";
import { fieldFaults, restOf } from "../parts/field-faults.ts";
import { draftOf, isSound, usualHours, weekHoursOf } from "../parts/hours-draft.ts";
import { HoursEditor } from "../parts/hours-editor.tsx";
import { TimeZoneSelect } from "../parts/time-zone-select.tsx";
import { ownZone } from "../parts/time-zones.ts";
import { EN_SETTINGS } from "../words/en-settings.ts";
import { FormEnd } from "./form-end.tsx";
import css from "./settings.module.css";

const words = EN_SETTINGS.sites;

interface SiteFormProps {
  /** Null: a new one. */
  readonly site: SiteWithDoors | null;
  readonly onClose: () => void;
}

export function SiteForm({ site, onClose }: SiteFormProps) {
  const [name, setName] = useState(site?.name ?? "");
  const [hours, setHours] = useState(() => (site === null ? usualHours() : draftOf(site.hours)));
  const [capacity, setCapacity] = useState(site?.capacity ?? null);
  const [timeZone, setTimeZone] = useState(() => site?.timeZone ?? ownZone());
  const [gymDayStartsAt, setDayStart] = useState(site?.gymDayStartsAt ?? "04:00");
  const [isTried, setTried] = useState(false);
  const add = useAddSite();
  const change = useChangeSite();
  const error = add.error ?? change.error;
  const theirs = fieldFaults(error, ["name", "capacity"]);
  const noName = isTried && name.trim() === "" ? words.noName : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === "" || !isSound(hours)) return;
    const wanted = { name: name.trim(), hours: weekHoursOf(hours), capacity };
    if (site === null) {
      add.mutate({ ...wanted, timeZone, gymDayStartsAt }, { onSuccess: onClose });
    } else {
      change.mutate({ id: site.id, change: wanted }, { onSuccess: onClose });
    }
  };

  return (
    <form className={css.form} noValidate onSubmit={submit}>
      <TextInput
        label={words.name}
        value={name}
        error={noName ?? theirs["name"]}
        maxLength={120}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {site === null ? (
        <div className={css.pair}>
          <TimeZoneSelect value={timeZone} onChange={setTimeZone} />
          <TextInput
            type="time"
            label={words.dayStart}
            value={gymDayStartsAt}
            onChange={(event) => setDayStart(event.currentTarget.value || "04:00")}
          />
        </div>
      ) : (
        <p className={css.fixed}>
          <b>
            {timeZone.replaceAll("_", " ")} · {words.dayStart.toLowerCase()} {gymDayStartsAt}
          </b>
          {words.zoneFixed}
        </p>
      )}
      <HoursEditor label={words.hours} value={hours} onChange={setHours} />
      <NumberInput
        label={words.capacity}
        description={words.capacityHelp}
        value={capacity ?? ""}
        error={theirs["capacity"]}
        min={1}
        max={100_000}
        allowDecimal={false}
        hideControls
        onChange={(value) => setCapacity(typeof value === "number" ? value : null)}
      />
      <FormEnd
        error={restOf(error, theirs)}
        isSaving={add.isPending || change.isPending}
        onCancel={onClose}
      />
    </form>
  );
}
