// A book kept for as long as the test: what a browser's database would keep, unsealed.
import type { BookStore, KeptBook } from "../../client/offline/book-store.ts";
import type { OwnStep } from "../../client/offline/own-step.ts";
import { NOBODY_IN } from "../../client/offline/presence.ts";

export function memoryBookStore(): BookStore {
  let kept: KeptBook | null = null;
  const steps = new Map<string, OwnStep>();
  return {
    load: async (siteId) =>
      kept?.whole.site.id === siteId ? { ...kept, steps: [...steps.values()] } : null,
    save: async (whole) => {
      kept = { whole, presence: NOBODY_IN, steps: [] };
    },
    apply: async ({ head, members }) => {
      if (kept !== null) kept = { ...kept, whole: { ...head, members: [...members.values()] } };
    },
    keepPresence: async (presence) => {
      if (kept !== null) kept = { ...kept, presence };
    },
    keepStep: async (step) => void steps.set(step.message.payload.commandId, step),
    dropStep: async (commandId) => void steps.delete(commandId),
    wipe: async () => {
      kept = null;
      steps.clear();
    },
  };
}
