// A closed loop: so many senders, each with one check-in on its way.
import type { DoorAnswer } from "../../protocol/http/gym.ts";
import { spentOn } from "../process/spent.ts";
import type { Drive, Driven } from "./house-deeds.ts";

export async function driveDesk(
  { checkIns, senders, firstMember }: Drive,
  checkIn: (member: number) => Promise<DoorAnswer>,
): Promise<Driven> {
  const answersMs: number[] = [];
  let next = firstMember;
  const end = firstMember + checkIns;
  const send = async (): Promise<void> => {
    while (next < end) {
      const member = next;
      next += 1;
      const sentAt = performance.now();
      const { decision } = await checkIn(member);
      answersMs.push(performance.now() - sentAt);
      if (decision.verdict !== "admit") throw new Error(`member ${member}: ${decision.verdict}`);
    }
  };
  let ms = 0;
  const spent = await spentOn(async () => {
    const started = performance.now();
    await Promise.all(Array.from({ length: senders }, send));
    ms = performance.now() - started;
  });
  return { ms, spent, answersMs };
}
