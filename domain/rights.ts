// Who may do what. One table; routes, messages and screens ask it and nothing else.

export const ROLES = ["owner", "manager", "front_desk", "trainer"] as const;
export type Role = (typeof ROLES)[number];

export const RIGHTS = [
  "live:view",
  "door:operate",
  "door:correct",
  "members:view",
  "members:edit",
  "members:import",
  "plans:edit",
  "sites:edit",
  "staff:edit",
  "devices:manage",
  "realtime:view",
  "demo:manage",
  "replay:play",
] as const;
export type Right = (typeof RIGHTS)[number];

const HELD: Readonly<Record<Role, readonly Right[]>> = {
  owner: RIGHTS,
  manager: [
    "live:view",
    "door:operate",
    "door:correct",
    "members:view",
    "members:edit",
    "members:import",
    "plans:edit",
    "sites:edit",
    "devices:manage",
    "realtime:view",
  ],
  front_desk: ["live:view", "door:operate", "members:view", "members:edit"],
  trainer: ["live:view", "members:view"],
};

export function holds(role: Role, right: Right): boolean {
  return HELD[role].includes(right);
}
