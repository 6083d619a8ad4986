// Servers of one process tell each other directly: for tests, and where there is one server only.
import type { Bus, BusParts, OpenBus } from "./bus.ts";
import { CoalescedSender } from "./coalesced-sender.ts";
import { hearText } from "./hint-text.ts";

/** What is opened from one exchange hears the others of it. */
export function createMemoryExchange(): OpenBus {
  const members = new Set<(text: string) => void>();
  return (parts) => Promise.resolve(join(members, parts));
}

function join(members: Set<(text: string) => void>, parts: BusParts): Bus {
  const hear = (text: string): void => hearText(parts, text);
  members.add(hear);
  const sender = new CoalescedSender({
    ...parts,
    send: async (text) => {
      // As over a wire: never within the call that told it.
      await new Promise((resolve) => setImmediate(resolve));
      for (const member of members) member(text);
    },
  });
  return {
    tell: (hints) => sender.add(hints),
    close: async () => {
      members.delete(hear);
      await sender.finish();
    },
  };
}
