// Makes this browser a desk that works without the network: what it is called, and where it stands.
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { usePairDevice } from "../api/devices.ts";
import { useSites } from "../api/sites.ts";
import { useSite } from "../connection/site-connection.tsx";
import { useDoor } from "../connection/chosen-door.ts";
import { fieldFaults, restOf } from "../parts/field-faults.ts";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_OFFLINE } from "../words/en-offline.ts";
import css from "./offline.module.css";

export function PairForm({ onClose }: { readonly onClose: () => void }) {
  const here = useSite();
  const standsAt = useDoor().door;
  const sites = useSites().data ?? [here];
  const [name, setName] = useState("");
  const [siteId, setSiteId] = useState(here.id);
  const doors = sites.find(({ id }) => id === siteId)?.doors ?? [];
  const [wantedDoor, setDoor] = useState(standsAt?.id ?? "");
  const doorId = (doors.find(({ id }) => id === wantedDoor) ?? doors[0])?.id;
  const [isTried, setTried] = useState(false);
  const pair = usePairDevice();
  const theirs = fieldFaults(pair.error, ["name"]);
  const noName = isTried && name.trim() === "" ? EN_OFFLINE.noName : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === "" || doorId === undefined) return;
    // A browser that is short of room is asked not to make it here.
    navigator.storage?.persist?.().catch(() => undefined);
    pair.mutate({ name: name.trim(), siteId, doorId }, { onSuccess: onClose });
  };

  return (
    <form className={css.form} noValidate onSubmit={submit}>
      <p>{EN_OFFLINE.pairHelp}</p>
      <TextInput
        label={EN_OFFLINE.name}
        placeholder={EN_OFFLINE.nameHint}
        value={name}
        error={noName ?? theirs["name"]}
        maxLength={120}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {sites.length > 1 && (
        <NativeSelect
          label={EN_OFFLINE.site}
          data={sites.map((site) => ({ value: site.id, label: site.name }))}
          value={siteId}
          onChange={(event) => setSiteId(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        label={EN_OFFLINE.door}
        data={doors.map((door) => ({ value: door.id, label: door.name }))}
        value={doorId ?? ""}
        onChange={(event) => setDoor(event.currentTarget.value)}
      />
      <ProblemNote error={restOf(pair.error, theirs)} />
      <Button type="submit" loading={pair.isPending}>
        {EN_OFFLINE.pairNow}
      </Button>
    </form>
  );
}
