// Members as they are changed: each answer is the profile as it is now, and is kept at once.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { QueryClient } from "@tanstack/react-query";
import type {
  ImportReport,
  MemberChange,
  MemberProfile,
  MembershipChange,
  NewCredential,
  NewMember,
  NewMembership,
} from "../../protocol/http/members.ts";
import { keys } from "./query-keys.ts";
import { request } from "./request.ts";

export function useAddMember() {
  return useProfileChange((member: NewMember) =>
    request<MemberProfile>("/api/members", { method: "POST", json: member }),
  );
}

export function useChangeMember(id: string) {
  return useProfileChange((change: MemberChange) =>
    request<MemberProfile>(`/api/members/${id}`, { method: "PATCH", json: change }),
  );
}

export function useSetPhoto() {
  return useProfileChange(({ id, picture }: { id: string; picture: Blob }) =>
    request<MemberProfile>(`/api/members/${id}/photo`, {
      method: "PUT",
      raw: { body: picture, type: picture.type === "" ? "image/jpeg" : picture.type },
    }),
  );
}

export function useRemovePhoto(id: string) {
  return useProfileChange(() =>
    request<MemberProfile>(`/api/members/${id}/photo`, { method: "DELETE" }),
  );
}

export function useAddMembership(id: string) {
  return useProfileChange((membership: NewMembership) =>
    request<MemberProfile>(`/api/members/${id}/memberships`, { method: "POST", json: membership }),
  );
}

export function useChangeMembership() {
  return useProfileChange(
    ({ membershipId, change }: { membershipId: string; change: MembershipChange }) =>
      request<MemberProfile>(`/api/memberships/${membershipId}`, { method: "PATCH", json: change }),
  );
}

export function useAddCredential(id: string) {
  return useProfileChange((credential: NewCredential) =>
    request<MemberProfile>(`/api/members/${id}/credentials`, { method: "POST", json: credential }),
  );
}

/** The profile is kept until it is left, so that nothing asks for what is gone. */
export function useRemoveMember(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<void>(`/api/members/${id}`, { method: "DELETE" }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.plans });
      void client.invalidateQueries({ queryKey: keys.memberLists });
    },
  });
}

export interface Import {
  /** As it was saved: the server knows the encodings of spreadsheets. */
  readonly csv: Blob;
  readonly dryRun: boolean;
}

export function useImportMembers() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ csv, dryRun }: Import) =>
      request<ImportReport>("/api/members/import", {
        method: "POST",
        query: { dryRun },
        raw: { body: csv, type: "text/csv" },
      }),
    onSuccess: (report) => (report.dryRun ? undefined : forgetMembers(client)),
  });
}

function useProfileChange<Change>(send: (change: Change) => Promise<MemberProfile>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (profile) => {
      client.setQueryData(keys.member(profile.id), profile);
      return forgetMembers(client);
    },
  });
}

async function forgetMembers(client: QueryClient): Promise<void> {
  void client.invalidateQueries({ queryKey: keys.plans });
  void client.invalidateQueries({ queryKey: keys.members });
}
