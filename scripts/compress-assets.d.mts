/** Writes `.br` and `.gz` beside every file below the folder that is worth it. */
export function compressAssets(folder: string): void;
