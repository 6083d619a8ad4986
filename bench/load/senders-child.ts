// The load process of the door: check-ins over sockets, in a closed loop or as people arrive.
import { setTimeout as sleep } from "node:timers/promises";
import { must } from "../../domain/assert.ts";
import type { Opened } from "../house/house-deeds.ts";
import { answerDeeds } from "../process/answer-deeds.ts";
import { drawArrivals } from "./arrivals.ts";
import { sharedClockMs } from "./receipts.ts";
import { openSender } from "./sender.ts";
import type { Sender } from "./sender.ts";

/** Check-ins of members from `firstMember` on, one after the other. */
interface Load {
  readonly checkIns: number;
  readonly firstMember: number;
}

export interface Answered {
  readonly ms: number;
  /** From when it was to be sent, so that a sender which is late hides nothing. */
  readonly answersMs: readonly number[];
}

export interface SendersDeeds {
  open(input: { readonly opened: Opened; readonly count: number }): Promise<void>;
  /** Each sender waits for its answer before it sends the next. */
  loop(input: Load): Promise<Answered>;
  /** As people arrive, whether the earlier ones are answered or not. */
  arrive(input: Load & { readonly perSecond: number; readonly seed: number }): Promise<Answered>;
  close(input: null): void;
}

let senders: Sender[] = [];

async function mustAdmit(sender: Sender, member: number): Promise<void> {
  const type = await sender.checkIn(member);
  if (type !== "check_in_success") throw new Error(`member ${member}: ${type}`);
}

const deeds: SendersDeeds = {
  open: async ({ opened, count }) => {
    senders = await Promise.all(Array.from({ length: count }, () => openSender(opened)));
  },
  loop: async ({ checkIns, firstMember }) => {
    const answersMs: number[] = [];
    let next = firstMember;
    const started = sharedClockMs();
    const work = async (sender: Sender): Promise<void> => {
      while (next < firstMember + checkIns) {
        const member = next;
        next += 1;
        const sentAt = sharedClockMs();
        await mustAdmit(sender, member);
        answersMs.push(sharedClockMs() - sentAt);
      }
    };
    await Promise.all(senders.map(work));
    return { ms: sharedClockMs() - started, answersMs };
  },
  arrive: async ({ checkIns, firstMember, perSecond, seed }) => {
    const answersMs: number[] = [];
    const started = sharedClockMs();
    const answers: Promise<void>[] = [];
    for (const [index, at] of drawArrivals(checkIns, perSecond, seed).entries()) {
      const due = started + at;
      const wait = due - sharedClockMs();
      if (wait > 0) await sleep(wait);
      const sender = must(senders[index % senders.length], "sender");
      const answer = mustAdmit(sender, firstMember + index);
      answers.push(answer.then(() => void answersMs.push(sharedClockMs() - due)));
    }
    await Promise.all(answers);
    return { ms: sharedClockMs() - started, answersMs };
  },
  close: () => {
    for (const sender of senders) sender.close();
  },
};
answerDeeds({ ...deeds });
