// Where the sources lie, seen from the compiled measurements below dist/.
import { fileURLToPath } from "node:url";

export const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
