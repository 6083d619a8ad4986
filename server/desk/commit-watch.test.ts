import pg from "pg";
import { expect, test } from "vitest";
import { FakeClock } from "../../test/support/fake-clock.ts";
import { commitTroubleOf } from "../store/commit-trouble.ts";
import { PassingFault } from "../store/passing-fault.ts";
import { CommitWatch, FORGOTTEN_MS } from "./commit-watch.ts";

function refusedWith(code: string): Error {
  return Object.assign(new pg.DatabaseError("refused", 0, "error"), { code });
}

test("[START-31] the last batch says why nothing is recorded, until one is or nobody tries", () => {
  const clock = new FakeClock();
  const watch = new CommitWatch(clock, commitTroubleOf);
  watch.failed(new PassingFault(refusedWith("53100")));
  expect(watch.trouble).toBe("disk-full");
  watch.committed();
  expect(watch.trouble).toBeNull();
  watch.failed(refusedWith("25006"));
  clock.advance(FORGOTTEN_MS - 1);
  expect(watch.trouble).toBe("read-only");
  clock.advance(1);
  expect(watch.trouble).toBeNull();
});

test("[START-31] what one command cannot be is no trouble of the database", () => {
  const watch = new CommitWatch(new FakeClock(), commitTroubleOf);
  watch.failed(refusedWith("22021"));
  watch.failed(new Error("no such door"));
  expect(watch.trouble).toBeNull();
  watch.failed(new PassingFault(new Error("cut")));
  expect(watch.trouble).toBe("no-commits");
});
