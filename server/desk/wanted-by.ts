// What has to be loaded before the commands of a batch can be decided.
import type { Instant } from "../../domain/instant.ts";
import { earlierOf, plusMinutes } from "../../domain/instant.ts";
import { settleAt } from "../../domain/settle-at.ts";
import type { SiteHead, Wanted } from "./desk-store.ts";
import type { AskedCommand } from "./desk.ts";

/** Visits of the same gym-day, at whatever site of the world, began within this of the command's moment. */
const SAME_DAY_MINUTES = 3 * 24 * 60;

export function wantedBy(commands: readonly AskedCommand[], head: SiteHead, now: Instant): Wanted {
  let earliest = now;
  const memberIds = new Set<string>();
  const credentials = new Set<string>();
  const visitIds = new Set<string>();
  const byDesks = new Set<string>();
  for (const command of commands) {
    const settled = settleAt(command.at, now, head.site.timeline === "replay");
    if ("at" in settled) earliest = earlierOf(earliest, settled.at);
    // The visit of what a desk did by itself may be there already.
    if (isMadeOffline(command)) {
      visitIds.add(command.commandId);
      if (command.type === "undo") byDesks.add(command.visitId);
      else if ("checkInId" in command.subject) byDesks.add(command.subject.checkInId);
    }
    if (command.type === "undo") visitIds.add(command.visitId);
    else if ("memberId" in command.subject) memberIds.add(command.subject.memberId);
    else if ("credential" in command.subject) credentials.add(command.subject.credential);
    else visitIds.add(command.subject.checkInId);
  }
  return {
    memberIds: [...memberIds],
    credentials: [...credentials],
    visitIds: [...visitIds],
    since: plusMinutes(earliest, -SAME_DAY_MINUTES),
    ...(commands.some(isMadeOffline) && {
      overlaps: { commandIds: [...byDesks], siteId: head.site.id },
    }),
  };
}

export function isMadeOffline({ madeOffline }: AskedCommand): boolean {
  return madeOffline !== undefined && madeOffline !== null;
}
