// Every planted bug that the simulation must find.
import { CLIENT_MUTANTS } from "./client-mutants.mjs";
import { SERVER_MUTANTS } from "./server-mutants.mjs";

export const MUTANTS = [...SERVER_MUTANTS, ...CLIENT_MUTANTS];
