import { chmod, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/**
 * A folder of the running test's own, removed with all that is in it when the test ends. Other users may
 * pass through it, unless it is closed.
 */
export async function temporaryFolder(passing: "open" | "closed" = "open"): Promise<string> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), "av-gym-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, passing === "open" ? 0o711 : 0o700);
  return folder;
}
