// The gym as a whole.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Organisation, OrganisationChange } from "../../protocol/http/people.ts";
import { keys } from "./query-keys.ts";
import { request } from "./request.ts";

export function useChangeOrganisation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: OrganisationChange) =>
      request<Organisation>("/api/organisation", { method: "PATCH", json: change }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.session }),
        client.invalidateQueries({ queryKey: keys.house }),
      ]),
  });
}
