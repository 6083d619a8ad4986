/** Makes the files below `to` that are not compiled code the same as those below `from`. */
export function copyAssets(from: string, to: string): void;
