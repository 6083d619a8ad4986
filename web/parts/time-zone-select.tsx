// Chooses a time zone by typing a part of its name.
import { Select } from "@mantine/core";
import { useMemo } from "react";
import { EN_PARTS } from "../words/en-parts.ts";
import { zoneChoices } from "./time-zones.ts";

interface TimeZoneSelectProps {
  readonly value: string;
  readonly onChange: (zone: string) => void;
  readonly description?: string;
}

export function TimeZoneSelect({ value, onChange, description }: TimeZoneSelectProps) {
  const choices = useMemo(() => zoneChoices(value), [value]);
  return (
    <Select
      label={EN_PARTS.zone.label}
      description={description}
      data={choices}
      value={value}
      searchable
      allowDeselect={false}
      limit={60}
      nothingFoundMessage={EN_PARTS.zone.nothing}
      onChange={(zone) => zone !== null && onChange(zone)}
    />
  );
}
