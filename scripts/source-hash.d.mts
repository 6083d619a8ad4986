/** All files below some files or folders, in a fixed order. */
export function filesBelow(paths: readonly string[]): readonly string[];
/** The hash of the names and contents of everything below `paths`, tests left out. */
export function sourceHash(paths: readonly string[]): string;
