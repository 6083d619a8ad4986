// What a desk that goes on without the network says: on the desk, in the settings, in the report.
import type { ClashKind } from "../../domain/clash.ts";
import { EN } from "./en.ts";
import { plural } from "./plural.ts";

const CLASHES: Readonly<Record<ClashKind, string>> = {
  "would-refuse": "Was let in, and would not have been",
  "would-admit": "Was turned away, and would have been let in",
  "inside-twice": "Was let in while already inside",
  "nothing-to-close": "Was seen leaving, and was not inside",
  unknown: "Nobody knows this card or person",
};

const TO_DO: Readonly<Record<ClashKind, string>> = {
  "would-refuse": "Speak to them when they come next.",
  "would-admit": "Tell them that they may come in.",
  "inside-twice":
    "One visit is recorded. If it was not the same person both times, somebody used their card.",
  "nothing-to-close": "Nothing was changed. If they came in unseen, that visit is missing.",
  unknown: "Find out who it was: the card or the person was removed, or never there.",
};

export const EN_OFFLINE = {
  ready: (members: string, updated: string) =>
    `Works without the network: ${members} members, updated ${updated}`,
  getting: "Getting what is needed to work without the network…",
  notPaired: "Not paired: without the network nobody can be decided here",
  otherSite: "Paired with another site: without the network nobody can be decided here",
  notPossible:
    "This page is not reached safely (https): it cannot keep what it needs to work without the network",
  tooOld: (hours: number) => `Too old: after ${hours} h nobody is let in without the network`,
  pair: "Make this computer a desk that works without the network",
  pairShort: "Make it work without the network",
  pairTitle: "A desk that works without the network",
  pairHelp:
    "This browser keeps the site's members, sealed, so that it can go on deciding when the network is away. Pair only a computer of the gym.",
  name: "What people call it",
  nameHint: "Counter, left",
  noName: "A name is needed, such as “Counter, left”.",
  site: "Site",
  door: "It stands at",
  pairNow: "Pair this computer",
  away: {
    title: (since: string) => `Without the network since ${since}`,
    decides: (of: string) => `This desk decides by itself, on what it knew at ${of}.`,
    waits: "Nothing can be decided here until it is back. Scans are kept.",
    count: (count: number) =>
      count === 0
        ? "Nothing is waiting."
        : `${count} ${plural(count, "scan waits", "scans wait")} for the server.`,
    account: (name: string) => `Working as ${name}.`,
  },
  madeOffline: "Without the network",
  here: "Decided here",
  hereHelp: "Decided here, without the server.",
  clash: CLASHES,
  toDo: TO_DO,
  needs: "This page needs the network",
  needsHelp: "It opens by itself as soon as the network is back. The desk goes on working.",
  report: {
    title: "Decided without the network",
    lead: "What desks of this site decided by themselves, and where the server knew better.",
    open: (count: number) =>
      `${count} ${plural(count, "decision", "decisions")} made without the network to look at`,
    look: "Open the report",
    clashes: "To look at",
    noClashes: "Nothing to look at",
    noClashesHelp:
      "Where a desk decided otherwise than the server would have, it appears here, with what to do.",
    settled: "Settled",
    settledBy: (name: string | null, when: string) =>
      name === null ? `Settled ${when}` : `Settled by ${name}, ${when}`,
    settle: "Mark as settled",
    settleOf: (name: string) => `Mark as settled: ${name}`,
    openMember: "Open the member",
    openMemberOf: (name: string) => `Open the member: ${name}`,
    decisions: "All decisions",
    none: "No desk has had to decide by itself in these days.",
    more: "The latest are shown; there are more.",
    unknown: "Unknown card",
    at: (when: string, device: string) => `${when}, at ${device}`,
    revoked: "the device was revoked meanwhile",
    unknownDevice: "a device that nobody knows",
    when: "When",
    who: "Who",
    what: "What",
    desk: "Desk",
    steps: { check_in: "Check-in", check_out: "Check-out", undo: "Undo" },
    alreadyIn: "Already in",
    verdicts: { admit: "Let in", warn: "Let in with a warning", refuse: "Not let in" },
    left: "Checked out",
    notLeft: "Not checked out",
    undone: "Taken back",
    notUndone: "Not taken back",
    toDesk: EN.shell.toDesk,
  },
  devices: {
    lead: "Computers that go on deciding when the network is away. Each keeps the members of its site, sealed.",
    none: "No computer is paired yet.",
    this: "This computer",
    pairedBy: (name: string | null, when: string) =>
      name === null ? `paired ${when}` : `paired by ${name}, ${when}`,
    seen: (when: string) => `last seen ${when}`,
    revoke: "Revoke",
    revokeOf: (name: string) => `Revoke ${name}`,
    revokeTitle: (name: string) => `Revoke ${name}?`,
    revokeHelp:
      "It gets no more members and forgets those it has as soon as it is in the network. What it decided by then is still taken.",
    revoked: (when: string) => `revoked ${when}`,
  },
  policy: {
    label: "Without the network this door lets in",
    admits: {
      "same-rules": "Whoever the rules admit",
      "no-packs": "The same, but nobody on a visit pack",
      nobody: "Nobody",
    },
    hours: "Members may be this old, in hours",
    hoursHelp: "A desk that could not ask for longer lets nobody in.",
    badHours: "A number of hours from 1 to 168 is needed.",
  },
} as const;
