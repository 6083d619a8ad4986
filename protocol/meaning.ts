// What each message and topic means, in a line: for the documents that are served, beside the schemas.
import type { DOWN } from "./down.ts";
import type { Topic, UP } from "./up.ts";

export const UP_MEANING: Readonly<Record<keyof typeof UP | "batch", string>> = {
  subscribe:
    "Listen to a site, in place of the one before. With `position` (epoch, seq and hash as last heard) only what was missed comes.",
  resume: "Go on from a position on the site that is subscribed to, after a gap.",
  check_in: "Somebody comes in: exactly one of `memberId` and `credential`, at a door of the site.",
  check_out: "Somebody leaves: exactly one of `checkInId`, `memberId` and `credential`.",
  undo: "Take back the last step of a visit: its check-out, or its check-in. Like check-in and check-out it may say what a desk decided without the server (`madeOffline`).",
  heartbeat:
    "Answered by `heartbeat_ack`, which tells the head. Not required: the server pings by itself. Where `seq` is the head and `hash` differs, the disagreement is counted; to be put right a client sends `resume`.",
  ping: "Answered by `pong`, also before a subscription.",
  batch:
    "Several messages in one frame; commands among them may share a commit. Each is answered for itself, unless the whole is sent back by one `error` without a `commandId` (`too-fast`, `invalid-message`).",
};

export const DOWN_MEANING: Readonly<Record<keyof typeof DOWN | "batch", string>> = {
  initial_stats:
    "The figures now: first word after `subscribe` and `resume`, and to a slow listener that goes on.",
  snapshot:
    "The whole live view at exactly this number, and why it was sent; in place of all held before.",
  resumed: "All that was missed since `from` has been sent: live from here.",
  member_checked_in: "Event of the log: somebody came in.",
  member_checked_out:
    "Event of the log: somebody left, with how long they stayed and how it is known.",
  check_in_refused: "Event of the log: somebody was not let in, with every reason.",
  check_in_undone: "Event of the log: a check-in was taken back.",
  check_out_undone: "Event of the log: a check-out was taken back; the member is in again.",
  gym_day_began: "Event of the log: the site's day has turned; the figures begin anew.",
  site_changed: "Event of the log: the site's name, hours or capacity changed.",
  member_changed: "Event of the organisation: ask for this member anew.",
  plan_changed: "Event of the organisation: ask for the plans anew.",
  staff_changed: "Event of the organisation: ask for the staff anew.",
  sites_changed: "Event of the organisation: ask for the sites anew.",
  members_imported: "Event of the organisation: ask for the members anew.",
  activity_notification: "A line of the feed, ready to be shown.",
  stats_update: "The figures after a change, ten times a second at most.",
  check_in_success: "To the sender: admitted or warned (also `already-inside`), and on disk.",
  check_in_error: "To the sender: refused, with every reason; recorded all the same.",
  check_out_success: "To the sender: the visit is closed, with its duration.",
  check_out_error: "To the sender: there was nothing to close, and why.",
  undo_success: "To the sender: taken back.",
  undo_error: "To the sender: not taken back, and why.",
  heartbeat_ack:
    "The head of the stream, which may be ahead of events on their way, and the server's time.",
  pong: "The server's time.",
  going_away: "This server stops: come back after so many milliseconds, to another or a new one.",
  realtime_update:
    "To those who named the topic `realtime` and hold the right, each second: how servers, connections and times stand.",
  error: "A problem of the sender's message: what to mend, and whether to try again.",
  batch:
    "Several of the others in order. What commits together comes together: a client unpacks every batch. Where the site's events are among them, they are those after `from` up to `to`.",
};

export const TOPIC_MEANING: Readonly<Record<Topic, string>> = {
  events: "events of the log, numbered without a gap; what a screen folds",
  activity: "`activity_notification`: a line of the feed for each thing a member did",
  stats: "`stats_update`: the figures alone, for a screen on the wall",
  realtime:
    "`realtime_update` each second, for those who hold `realtime:view` and name it; it is not among all",
  alerts: "what needs somebody's attention; nothing is sent on it yet",
};
