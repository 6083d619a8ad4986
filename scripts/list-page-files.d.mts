/** Writes the list of a built folder's files into its service worker. */
export function listPageFiles(folder: string): void;
