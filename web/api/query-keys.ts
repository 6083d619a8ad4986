// Under which name each answer of the server is kept, so that one place says what goes out of date together.
import type { MemberListQuery } from "../../protocol/http/members.ts";

export type MemberFilter = Pick<MemberListQuery, "search" | "state" | "plan" | "inside">;

export const keys = {
  house: ["house"],
  session: ["session"],
  members: ["members"],
  memberLists: ["members", "list"],
  foundMembers: (search: string) => ["members", "find", search] as const,
  memberList: (filter: MemberFilter) => ["members", "list", filter] as const,
  member: (id: string) => ["members", "one", id] as const,
  visits: (id: string) => ["members", "one", id, "visits"] as const,
  decisions: (id: string) => ["members", "one", id, "decisions"] as const,
  plans: ["plans"],
  sites: ["sites"],
  staff: ["staff"],
  simulator: ["simulator"],
  realtime: ["realtime", "now"],
  realtimeHistory: (minutes: number) => ["realtime", "history", minutes] as const,
  devices: ["devices"],
  thisDevice: ["this-device"],
  usual: ["usual"],
  usualOf: (siteId: string) => ["usual", siteId] as const,
  expiring: ["expiring"],
  expiringOf: (siteId: string) => ["expiring", siteId] as const,
  offlineReport: (siteId: string) => ["offline-report", siteId] as const,
} as const;
