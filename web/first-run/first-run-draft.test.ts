import { describe, expect, it } from "vitest";
import { firstRun } from "../../protocol/http/people.ts";
import {
  EMPTY_ACCOUNT,
  emptyGym,
  faultsOfAccount,
  faultsOfGym,
  firstRunOf,
  strengthOf,
} from "./first-run-draft.ts";

const account = {
  code: " ABCD-EFGH-JKLM ",
  fullName: " Ada Lovelace ",
  email: " ada@example.com ",
  password: "correct horse battery",
};
const gym = { ...emptyGym("Europe/Berlin"), name: " Riverside Gym " };

describe("the first run", () => {
  it("[SCREEN-67] says what is missing at each field", () => {
    expect(Object.keys(faultsOfAccount(EMPTY_ACCOUNT))).toEqual([
      "code",
      "fullName",
      "email",
      "password",
    ]);
    expect(faultsOfAccount(account)).toEqual({});
    expect(faultsOfAccount({ ...account, password: "12345678" }).password).toBe(
      "2 more characters.",
    );
    expect(faultsOfAccount({ ...account, password: "123456789" }).password).toBe(
      "1 more character.",
    );
    expect(faultsOfGym({ ...gym, name: " " })).toHaveProperty("name");
    const noDays = { isAlways: false, rows: [{ key: 1, days: [], from: "06:00", to: "22:00" }] };
    expect(faultsOfGym({ ...gym, hours: noDays })).toHaveProperty("hours");
  });

  it("[SCREEN-67] sends what the protocol takes", () => {
    const sent = firstRunOf(account, gym);
    expect(firstRun.safeParse(sent).error).toBeUndefined();
    expect(sent).toMatchObject({ code: "ABCD-EFGH-JKLM", gym: { name: "Riverside Gym" } });
  });

  it.each([
    ["short", 0],
    ["aaaaaaaaaaaaaaaaaaaaaa", 1],
    ["abcdefghij", 1],
    ["abcdefghijklmn", 2],
    ["a few words I remember", 3],
  ])("[SCREEN-67] the password %j has strength %i", (password, strength) => {
    expect(strengthOf(password)).toBe(strength);
  });
});
