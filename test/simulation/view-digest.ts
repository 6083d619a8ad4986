// A short text that two views share only where a screen would show the same. What a view consists of is
// read once and remembered, since most of it is the same after an event as before.
import type { LiveView } from "../../domain/live-view.ts";

const remembered = new WeakMap<object, string>();

export function digestOf({ site, statistics, inside, activities }: LiveView): string {
  const visits = [...inside.values()].map(shortOf).toSorted();
  return [shortOf(site), shortOf(statistics), visits.join(), activities.map(shortOf).join()].join(
    " ",
  );
}

function shortOf(part: object): string {
  let short = remembered.get(part);
  if (short === undefined) {
    short = hashOf(JSON.stringify(part));
    remembered.set(part, short);
  }
  return short;
}

// cyrb53 (public domain): 53 bits in two halves.
function hashOf(text: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}
