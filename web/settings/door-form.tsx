// Adds or edits a door.
import { NativeSelect, NumberInput, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import type { FormEvent } from "react";
import { CHANNELS, OFFLINE_ADMITS, USUAL_OFFLINE_POLICY } from "../../domain/site.ts";
import type { Channel } from "../../domain/site.ts";
import type { DoorRow } from "../../protocol/http/gym.ts";
import { useAddDoor, useChangeDoor } from "../api/sites.ts";
import { fieldFaults, restOf } from "../parts/field-faults.ts";
import { EN_OFFLINE } from "../words/en-offline.ts";
import { EN_SETTINGS } from "../words/en-settings.ts";
import { FormEnd } from "./form-end.tsx";
import css from "./settings.module.css";

const words = EN_SETTINGS.doors;
const policy = EN_OFFLINE.policy;

interface DoorFormProps {
  readonly siteId: string;
  readonly door: DoorRow | null;
  readonly onClose: () => void;
}

export function DoorForm({ siteId, door, onClose }: DoorFormProps) {
  const [name, setName] = useState(door?.name ?? "");
  const [channel, setChannel] = useState<Channel>(door?.channel ?? "desk");
  const [zone, setZone] = useState(door?.zone ?? "");
  const [admits, setAdmits] = useState(door?.offline.admits ?? USUAL_OFFLINE_POLICY.admits);
  const [hours, setHours] = useState<string | number>(
    door?.offline.bookMaxHours ?? USUAL_OFFLINE_POLICY.bookMaxHours,
  );
  const [isTried, setTried] = useState(false);
  const channelLabel = useId();
  const add = useAddDoor();
  const change = useChangeDoor();
  const error = add.error ?? change.error;
  const theirs = fieldFaults(error, ["name", "zone"]);
  const noName = isTried && name.trim() === "" ? words.noName : undefined;
  const isHours =
    typeof hours === "number" && Number.isInteger(hours) && hours >= 1 && hours <= 168;
  const badHours = isTried && !isHours ? policy.badHours : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === "" || !isHours) return;
    const wanted = {
      ...{ name: name.trim(), channel, zone: zone.trim() === "" ? null : zone.trim() },
      offline: { admits, bookMaxHours: hours },
    };
    if (door === null) add.mutate({ siteId, door: wanted }, { onSuccess: onClose });
    else change.mutate({ id: door.id, change: wanted }, { onSuccess: onClose });
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
      <Stack gap={6}>
        <span className={css.label} id={channelLabel}>
          {words.channel}
        </span>
        <SegmentedControl
          fullWidth
          aria-labelledby={channelLabel}
          data={CHANNELS.map((value) => ({ value, label: words.channels[value] }))}
          value={channel}
          onChange={(value) => setChannel(value)}
        />
      </Stack>
      <TextInput
        label={words.zone}
        description={words.zoneHelp}
        value={zone}
        error={theirs["zone"]}
        maxLength={60}
        onChange={(event) => setZone(event.currentTarget.value)}
      />
      <NativeSelect
        label={policy.label}
        data={OFFLINE_ADMITS.map((value) => ({ value, label: policy.admits[value] }))}
        value={admits}
        onChange={(event) => setAdmits(event.currentTarget.value as typeof admits)}
      />
      {admits !== "nobody" && (
        <NumberInput
          label={policy.hours}
          description={policy.hoursHelp}
          value={hours}
          error={badHours}
          min={1}
          max={168}
          allowDecimal={false}
          onChange={setHours}
        />
      )}
      <FormEnd
        error={restOf(error, theirs)}
        isSaving={add.isPending || change.isPending}
        onCancel={onClose}
      />
    </form>
  );
}
