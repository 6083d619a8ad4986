// The local time of a site as `HH:MM`, whatever way the reader writes times.

const formats = new Map<string, Intl.DateTimeFormat>();

export function localTimeOf(ms: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", {
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone,
    });
    formats.set(timeZone, format);
  }
  return format.format(ms);
}
