// The zones of the world, each with what its clock is ahead of UTC now.

export interface ZoneChoice {
  readonly value: string;
  readonly label: string;
}

export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** `Europe/Berlin` as `Europe / Berlin (UTC+1)`; a zone that the list lacks, such as UTC, is put first. */
export function zoneChoices(selected: string, now = new Date()): readonly ZoneChoice[] {
  const zones = Intl.supportedValuesOf("timeZone");
  const all = zones.includes(selected) ? zones : [selected, ...zones];
  return all.map((zone) => ({ value: zone, label: writeZone(zone, now) }));
}

function writeZone(zone: string, now: Date): string {
  const name = zone.replaceAll("_", " ").replaceAll("/", " / ");
  return `${name} (${offsetOf(zone, now)})`;
}

function offsetOf(zone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    timeZoneName: "shortOffset",
  }).formatToParts(now);
  return (parts.find((part) => part.type === "timeZoneName")?.value ?? "").replace("GMT", "UTC");
}
