// Check-in and check-out over HTTP, each with an id of its own so that sending it again is harmless.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { DoorAnswer } from "../../protocol/http/gym.ts";
import { keys } from "./query-keys.ts";
import { request } from "./request.ts";

export interface DoorCommand {
  readonly commandId: string;
  readonly siteId: string;
  readonly memberId: string;
  readonly doorId: string;
}

/** A refusal is an answer, not an error: look at `decision.verdict`. */
export function useCheckIn() {
  return useDoorCommand("check-ins");
}

export function useCheckOut() {
  return useDoorCommand("check-outs");
}

function useDoorCommand(path: "check-ins" | "check-outs") {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ commandId, siteId, memberId, doorId }: DoorCommand) =>
      request<DoorAnswer>(`/api/sites/${siteId}/${path}`, {
        method: "POST",
        idempotencyKey: commandId,
        json: { memberId, location: { doorId } },
      }),
    onSuccess: (_answer, { memberId }) => {
      void client.invalidateQueries({ queryKey: keys.memberLists });
      return client.invalidateQueries({ queryKey: keys.member(memberId) });
    },
  });
}
