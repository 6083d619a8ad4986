// Where this desk stands, and whether it sounds.
import { ActionIcon, NativeSelect } from "@mantine/core";
import { IconDoor, IconVolume, IconVolumeOff } from "@tabler/icons-react";
import { useSyncExternalStore } from "react";
import { useDoor } from "../connection/chosen-door.ts";
import { EN } from "../words/en.ts";
import { isMuted } from "./sounds.ts";
import css from "./desk-bar.module.css";

export function DeskBar() {
  const { doors, door, choose } = useDoor();
  const muted = useSyncExternalStore(isMuted.subscribe, isMuted.get);
  const label = muted ? EN.desk.unmute : EN.desk.mute;
  const options = doors.map(({ id, name, zone }) => ({
    value: id,
    label: EN.activity.at(name, zone),
  }));
  return (
    <div className={css.bar}>
      {door !== null && (
        <NativeSelect
          className={css.door}
          aria-label={EN.desk.door}
          leftSection={<IconDoor size={20} aria-hidden />}
          data={options}
          value={door.id}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      )}
      <ActionIcon
        variant="default"
        size={44}
        radius="md"
        aria-label={label}
        aria-pressed={muted}
        title={label}
        onClick={() => isMuted.set(!muted)}
      >
        {muted ? <IconVolumeOff size={22} aria-hidden /> : <IconVolume size={22} aria-hidden />}
      </ActionIcon>
    </div>
  );
}
