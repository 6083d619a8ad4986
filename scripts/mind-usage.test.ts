import { expect, test } from "vitest";
import { answerTo } from "./mind-usage.mjs";

const USAGE = "npm run it -- --seed 1   one\n";

test("[START-30] asked for help, or given a flag that does not exist, a script says what there is and starts nothing", () => {
  expect(answerTo(USAGE, ["--seed", "1"])).toBeNull();
  expect(answerTo(USAGE, ["--seed=1", "fuzz", "-3"])).toBeNull();
  expect(answerTo(USAGE, ["--seed", "1", "--help"])).toEqual({ text: USAGE, isFault: false });
  expect(answerTo(USAGE, ["--sed", "1"])).toEqual({
    text: `There is no --sed.\n\n${USAGE}`,
    isFault: true,
  });
});
