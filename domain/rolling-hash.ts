// One short value that stands for a whole history: two readers with the same number and the same
// value have read the same events. FNV-1a, 32 bits (Fowler, Noll, Vo; draft-eastlake-fnv), chosen
// because a client in any language has it in five lines.

/** The hash of a stream before its first event: the FNV offset basis. */
export const EMPTY_HASH = "811c9dc5";

const PRIME = 0x01000193;

/** The hash after an event: FNV-1a over the UTF-8 of `previous|seq|type|id`, as eight hex digits. */
export function nextHash(
  previous: string,
  event: { readonly seq: number; readonly type: string; readonly payload: { readonly id: string } },
): string {
  // All four parts are ASCII by their definition, so code units are bytes.
  const text = `${previous}|${event.seq}|${event.type}|${event.payload.id}`;
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), PRIME);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
