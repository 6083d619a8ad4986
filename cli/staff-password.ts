// `gym staff password EMAIL`: a new password for somebody who has lost theirs, said once, here.
import { randomInt } from "node:crypto";
import type { StaffRow } from "../protocol/http/people.ts";
import { CliFault } from "./cli-fault.ts";
import type { ServerDirections } from "./find-server.ts";
import { ServerApi } from "./server-api.ts";

// Letters and digits that nobody mistakes for another when they are read out.
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** Every session of the account ends; the password is for its owner to change. */
export async function giveNewPassword(
  server: ServerDirections,
  email: string,
  say: (line: string) => void,
): Promise<void> {
  const api = new ServerApi(server);
  const staff = await api.get<readonly StaffRow[]>("/api/staff");
  const account = staff.find((row) => row.email.toLowerCase() === email.trim().toLowerCase());
  if (account === undefined) {
    throw new CliFault(`No account has the e-mail ${email}: see Settings, Staff.`);
  }
  const password = drawPassword();
  await api.patch(`/api/staff/${account.id}`, { password });
  say(`The new password of ${account.email} is ${password}`);
  say("It is said only here. Whoever was signed in with the account is signed out.");
  if (!account.isActive) say("The account is not active: it cannot sign in until it is.");
}

function drawPassword(): string {
  const group = (): string =>
    Array.from({ length: GROUP_LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}
