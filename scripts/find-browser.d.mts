/** The path of a browser that starts. Throws one sentence saying how to get one. */
export function findBrowser(): Promise<string>;
/** The flags every test browser starts with. */
export function browserFlags(): readonly string[];
