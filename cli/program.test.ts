import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CliFault } from "./cli-fault.ts";
import { databaseSays } from "./doctor.ts";
import { createProgram } from "./program.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "avgym-cli-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** What is said, and the exit code. */
async function run(...words: readonly string[]) {
  const said: string[] = [];
  let code = 0;
  const program = createProgram({
    version: "1.2.3",
    say: (line) => said.push(line),
    progress: () => undefined,
    signal: new AbortController().signal,
    exitWith: (given) => {
      code = given;
    },
  });
  for (const command of [program, ...program.commands]) {
    command.exitOverride();
    command.configureOutput({
      writeOut: (text) => said.push(text),
      writeErr: (text) => said.push(text),
    });
  }
  let fault: unknown = null;
  try {
    await program.parseAsync([...words, "--data", folder], { from: "user" });
  } catch (error) {
    fault = error;
  }
  return { said: said.join("\n"), code, fault };
}

describe("[CLI-5] what cannot work is said in one sentence", () => {
  test("no server on the data folder", async () => {
    const { fault } = await run("replay", "x.csv");
    expect(fault).toEqual(
      new CliFault(
        `No server is running on the data folder ${folder}: start it with npm start, or name its folder with --data DIR.`,
      ),
    );
  });

  test("a server that has gone without taking back its address", async () => {
    await writeFile(join(folder, "address"), "http://127.0.0.1:9\n");
    await writeFile(join(folder, "operator-key"), "key\n");
    const file = join(folder, "members.csv");
    await writeFile(file, "name\nAda\n");
    const { fault } = await run("import", "members", file);
    expect(fault).toMatchObject({
      message: "No server answers at http://127.0.0.1:9: start it with npm start.",
    });
  });

  test.each([
    ["missing.csv", null, /missing\.csv cannot be read/],
    ["empty.csv", " \n", /empty\.csv is empty/],
  ])("a file that is not there or empty: %s", async (name, content, sentence) => {
    await writeFile(join(folder, "address"), "http://127.0.0.1:9");
    await writeFile(join(folder, "operator-key"), "key");
    if (content !== null) await writeFile(join(folder, name), content);
    const { fault } = await run("import", "members", join(folder, name));
    expect(String(fault)).toMatch(sentence);
  });

  test("a verb that there is not, and an option that makes no sense", async () => {
    expect((await run("frob")).said).toMatch(/unknown command 'frob'/);
    expect((await run("replay", "x.csv", "--speed", "fast")).said).toMatch(/above 0, or max/);
    expect((await run("replay", "x.csv", "--from", "2/2/2015")).said).toMatch(/2015-02-28/);
  });
});

test("[START-31] the doctor says what to do where nothing is recorded", () => {
  expect(databaseSays("disk-full")).toMatch(/disk is full: make room/);
  expect(databaseSays("ok")).toBe("answers");
  expect(databaseSays("something-new")).toMatch(/something-new: see the server's log/);
});

test("[CLI-6] the doctor says what it finds without a server, and fails", async () => {
  const { said, code } = await run("doctor");
  expect(said).toMatch(/^FAIL {2}address {3}No server is running/);
  expect(said).toMatch(/^ok {4}disk .*GB free/m);
  expect(code).toBe(1);
});
