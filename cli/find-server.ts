// Where the server of this machine is and how to speak as its operator: it leaves both in its data folder.
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { CliFault } from "./cli-fault.ts";

export interface ServerDirections {
  /** Such as `http://127.0.0.1:7070`. */
  readonly url: string;
  readonly key: string;
  readonly dataFolder: string;
}

/** The data folder is found as `npm start` finds it: the option, then AVGYM_DATA, then ./data. */
export function dataFolderOf(option: string | undefined): string {
  return resolve(option ?? (process.env["AVGYM_DATA"] || "data"));
}

export async function findServer(dataFolder: string): Promise<ServerDirections> {
  const read = async (name: string): Promise<string> => {
    try {
      return (await readFile(join(dataFolder, name), "utf8")).trim();
    } catch (error) {
      const { code } = error as { readonly code?: string };
      if (code === "EACCES")
        throw new CliFault(
          `${join(dataFolder, name)} belongs to another user: run this as that user.`,
        );
      throw new CliFault(
        `No server is running on the data folder ${dataFolder}: start it with npm start, or name its folder with --data DIR.`,
      );
    }
  };
  return { url: await read("address"), key: await read("operator-key"), dataFolder };
}
