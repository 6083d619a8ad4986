// What an edit changes, for the audit: the fields that differ, as they were and as they are.

export interface ChangedFields {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** Null where nothing differs. Fields that `wanted` leaves out stay as they are. */
export function changedFields<T extends object>(
  current: T,
  wanted: { readonly [K in keyof T]?: T[K] | undefined },
): ChangedFields | null {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(wanted)) {
    const old = current[key as keyof T];
    if (value === undefined || JSON.stringify(value) === JSON.stringify(old)) continue;
    before[key] = old;
    after[key] = value;
  }
  return Object.keys(after).length === 0 ? null : { before, after };
}
