// Where a photo is served; the size is asked for with `?size=small` or `large`.

export function photoUrlOf(hash: string | null): string | null {
  return hash === null ? null : `/photos/${hash}`;
}
