// How to read the wire, for whoever writes a client: what the schemas cannot say. Served on the socket's
// page and in the AsyncAPI document; every figure is the one that the code goes by.
import { FEED_LENGTH } from "../domain/live-view.ts";
import { EMPTY_HASH, nextHash } from "../domain/rolling-hash.ts";
import {
  CLIENT_HEARTBEAT_MS,
  DEAD_PEER_MS,
  DEAD_SERVER_MS,
  MAX_BATCH_MESSAGES,
  MAX_FRAME_BYTES,
  MESSAGES_BURST,
  MESSAGES_PER_SECOND,
  SERVER_PING_MS,
  STATISTICS_EVERY_MS,
} from "./limits.ts";

export interface Chapter {
  readonly title: string;
  readonly lines: readonly string[];
}

const FIRST = {
  seq: 1,
  type: "gym_day_began",
  payload: { id: "01a2109c-cc22-7310-9ef1-1975cf16b39b" },
} as const;
const SECOND = {
  seq: 2,
  type: "member_checked_in",
  payload: { id: "01a21095-657d-71dd-b310-867f9705c384" },
} as const;
const AFTER_FIRST = nextHash(EMPTY_HASH, FIRST);
const AFTER_SECOND = nextHash(AFTER_FIRST, SECOND);

const seconds = (ms: number): string => String(ms / 1_000);

export const READING: readonly Chapter[] = [
  {
    title: "Coming in",
    lines: [
      "A browser is known by the cookie `av_session` that `POST /api/session` sets, and sends its `Origin`: a foreign one, or `null`, is closed with 4001. A program sends no `Origin`, and its key as `Authorization: Bearer …` (or a session's cookie). No secret stands in the URL. Compression is not offered.",
      "One connection listens to one site at a time. A `subscribe` takes the place of the one before, topics included. Before the first, only `ping`, `subscribe` and `batch` are understood.",
    ],
  },
  {
    title: "Position, snapshot, resume",
    lines: [
      "A position is `epoch`, `seq` and `hash`, as the last `snapshot` or `resumed` said them and as every event since has moved them on. Events of the site carry its id as `stream` and count up by one. In a `batch` they come in order, and `from` is the number before the first, `to` that of the last; so too where only their lines of the feed are in it. A batch of other things has neither.",
      "`subscribe` without a position: `initial_stats`, and for those with the topic `events` a `snapshot`. With one, or after `resume`: `initial_stats`, the missed events (and lines of the feed, by topic), `resumed` with the head; or a `snapshot` whose `reason` says why it was not possible: `epoch-changed` (another history, as after a restored backup), `ahead-of-log`, `hash-differs`, `log-pruned` (too much was missed). A snapshot takes the place of everything held before. Without the topic `events` there is no snapshot: what was missed of the feed comes in the same way, and a position that is not possible is answered by `initial_stats` alone.",
      "What was on its way when `subscribe` or `resume` was sent comes before its `initial_stats`: pass over an event whose number is not newer than the one held. Otherwise nothing is repeated and nothing is left out; whoever sees a gap all the same sends `resume` with the last position held.",
      "A listener that reads too slowly gets no more frames until it has taken what waits; then it hears `initial_stats`, what it missed and `resumed`, or a `snapshot`, unasked. It is closed with 1013 where taking what waits takes longer than ten seconds.",
      "`initial_stats` and `stats_update` are of the newest number when they are sent, which may be ahead of the events held.",
    ],
  },
  {
    title: "The hash",
    lines: [
      `The hash before the first event (\`seq\` 0) is \`${EMPTY_HASH}\`. After an event it is 32-bit FNV-1a (offset basis 0x811c9dc5, prime 0x01000193) over the UTF-8 bytes of \`previous|seq|type|id\`, as eight lower-case hex digits: \`previous\` is the hash before it, \`seq\` is decimal, \`type\` the type on the wire, \`id\` the event's \`payload.id\`.`,
      `An example: event ${FIRST.seq}, \`${FIRST.type}\`, id \`${FIRST.payload.id}\`: over \`${EMPTY_HASH}|${FIRST.seq}|${FIRST.type}|${FIRST.payload.id}\` it is \`${AFTER_FIRST}\`. Event ${SECOND.seq}, \`${SECOND.type}\`, id \`${SECOND.payload.id}\`: over \`${AFTER_FIRST}|${SECOND.seq}|${SECOND.type}|${SECOND.payload.id}\` it is \`${AFTER_SECOND}\`.`,
      "`heartbeat_ack` names the head, which may be ahead of events that are still on their way: compare hashes only at the same number and epoch. Where they differ, send `resume` with your position: the answer is a snapshot, and the disagreement is counted.",
    ],
  },
  {
    title: "Events of the organisation",
    lines: [
      "`member_changed`, `plan_changed`, `staff_changed`, `sites_changed` and `members_imported` come with the topic `events` too, but `stream` is the organisation's id and `seq` counts in its own stream. They have no part in the site's position, hash, `from` and `to`, and are not sent again on a resume: whoever was away asks anew for what it holds of members, plans and so on.",
    ],
  },
  {
    title: "Folding",
    lines: [
      "Who is in: `member_checked_in` adds the visit under its `id`; `member_checked_out` takes it away; `check_in_undone` takes `visit` away; `check_out_undone` puts `visit` back, without `checkOutTime`, `checkOutLocation`, `durationMinutes`, `how` and `leftOffline`. `currentlyIn` goes by one up or down with each of the four, of whatever day.",
      "The other figures move only with what has the statistics' own `gymDay` (that of the visit or the refusal): `member_checked_in`: `todayTotal` up, `uniqueToday` up where `firstToday`. `check_in_undone`: the same down. `check_in_refused`: `refusedToday` up. `member_checked_out`: `checkOutsToday` up; `stays.count` up and `stays.minutes` by `durationMinutes` where `how` is `scanned` or `staff`, as the others are guesses. `check_out_undone`: the same down. Each of them sets `asOf` to its `at`, `checkInTime` or `checkOutTime`.",
      "`busiest` becomes `currentlyIn` with that moment where it is higher, after `member_checked_in` of this gym-day and after `check_out_undone`; nothing lowers it. `check_out_undone` moves `busiest` and `asOf` whatever its gym-day, unless it is another one and `madeOffline`. `gym_day_began` sets `gymDay` to `day` and `asOf` to `at`; `currentlyIn` stays, everything else begins anew. `site_changed` replaces `site`.",
      `\`averageStayMinutes\` is \`stays.minutes / stays.count\`, rounded; null where nobody has left. A snapshot holds the latest ${FEED_LENGTH} lines of the feed, newest first; older ones come from \`GET /api/sites/{siteId}/activity\`.`,
    ],
  },
  {
    title: "Commands",
    lines: [
      "Draw a new UUID for each command, and send it again under the same id for as long as no answer has come: over this socket, another, another server, or HTTP (`Idempotency-Key`). The same id and content gets the same answer and never happens twice; another content is `command-id-reused`. The id of a visit is the server's: take it from the answer.",
      "An answer means that it is on disk. It goes ahead of broadcast frames that wait, so that it comes before its event, or after. An `error` with `commandId` is about that command; with `retry: later` send the same again after `retryAfter` seconds.",
      "`at` may be up to a week ago (`at-out-of-range` beyond); one that is ahead is taken as now. Only a site that plays recorded moments believes one that is ahead, up to two minutes.",
      "Messages of a `batch` are answered each for itself and in any order; none of them may be a `batch`. Where the whole is not understood or too fast, none of it is done and one `error` without a `commandId` says so.",
    ],
  },
  {
    title: "Signs of life, leaving",
    lines: [
      `The server pings every ${seconds(SERVER_PING_MS)} s: answer with a pong. Whoever gives no sign of life for ${seconds(DEAD_PEER_MS)} s is closed with 4008. A client that wants to know sooner sends \`heartbeat\` every ${seconds(CLIENT_HEARTBEAT_MS)} s and takes a server that is silent for ${seconds(DEAD_SERVER_MS)} s for dead.`,
      "`going_away`, then 1012: connect again after `comeBackInMs`, to the same address, with the position held. A server that is alone says it to everybody at once.",
      "Come back after a lost connection with a random wait that doubles from half a second to twenty at most. An ended session, another role or a revoked account closes with 4001 on every server. What a role or a site does not allow is an `error` (`not-allowed`, `unknown-site`), and the connection stays; 4003 and 4004 are for a client to tell itself so. Frames that are not WebSocket are closed with 1002, text that is not UTF-8 with 1007, both without a reason.",
    ],
  },
  {
    title: "Limits",
    lines: [
      `A message to the server: ${MAX_FRAME_BYTES} bytes, all fragments together (1009); ${MAX_BATCH_MESSAGES} messages a batch. Frames of the server have no bound: a snapshot grows with who is in.`,
      `${MESSAGES_PER_SECOND} messages a second on average, ${MESSAGES_BURST} at once. Each message of a batch counts, and a ping; \`subscribe\` and \`resume\` count as eleven. Beyond it: \`too-fast\` with \`retryAfter\`; who goes on hears 4029.`,
      `\`stats_update\` every ${STATISTICS_EVERY_MS} ms at most.`,
    ],
  },
];
