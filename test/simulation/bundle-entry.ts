// What the workers of `scripts/simulate.mjs` load.
export { runSeed } from "./run-seed.ts";
export { shrink } from "./shrink.ts";
