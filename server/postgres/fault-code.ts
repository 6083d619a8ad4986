/** The code of a fault of the operating system (`ENOENT`, `EACCES`…), or null for any other error. */
export function faultCode(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}

/** The promised value, or null where the thing looked for is not there; other faults are thrown. */
export async function orNull<T>(looking: Promise<T>): Promise<T | null> {
  try {
    return await looking;
  } catch (error) {
    const code = faultCode(error);
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ESRCH") return null;
    throw error;
  }
}
