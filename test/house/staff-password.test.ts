import { afterAll, beforeAll, expect, test } from "vitest";
import { CliFault } from "../../cli/cli-fault.ts";
import { giveNewPassword } from "../../cli/staff-password.ts";
import type { TestHouse } from "../support/open-test-house.ts";
import { askAs, openTestHouse } from "../support/open-test-house.ts";

let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse();
});

afterAll(() => house.close());

test("[CLI-8] a lost password is replaced by one that is said once, and sessions end", async () => {
  const person = await house.signInAs("front_desk");
  const server = { url: house.url, key: house.house.operatorKey, dataFolder: "" };
  const said: string[] = [];
  await giveNewPassword(server, person.account.email.toUpperCase(), (line) => said.push(line));
  const password = /is (\S+)$/.exec(said[0] ?? "")?.[1];
  expect((await person.ask("GET", "/api/session")).status).toBe(401);
  const again = { email: person.account.email, password };
  expect((await askAs(house.url, null, "POST", "/api/session", again)).status).toBe(200);
  await expect(giveNewPassword(server, "nobody@gym.example", () => undefined)).rejects.toThrow(
    CliFault,
  );
});
