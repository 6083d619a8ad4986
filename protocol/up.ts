// All a client may say.
import { z } from "zod";
import { verdictOf } from "../domain/reason.ts";
import { id, instant, plainText, reasonsSaid } from "./shapes.ts";
import { MAX_BATCH_MESSAGES, MAX_CREDENTIAL_LENGTH, MAX_NOTE_LENGTH } from "./limits.ts";

export const TOPICS = ["events", "activity", "stats", "alerts"] as const;
/** Heard only by those who hold their right and name them: none chosen does not mean these. */
export const NAMED_TOPICS = ["realtime"] as const;
/** What a listener hears: the events of the log, lines of the feed, statistics, alerts, how all is running. */
export type Topic = (typeof TOPICS)[number] | (typeof NAMED_TOPICS)[number];

/** What a desk decided by itself while the server was away: it has happened. */
export const madeOffline = z
  .strictObject({
    verdict: z.enum(["admit", "warn", "refuse"]),
    reasons: reasonsSaid,
    deviceId: id,
    book: z
      .strictObject({ epoch: z.string().max(64), seq: z.int().nonnegative() })
      .nullable()
      .describe("Where the organisation's stream stood when its data were last brought up to date"),
  })
  .refine(({ verdict, reasons }) => verdict !== "refuse" || verdictOf(reasons) === "refuse", {
    path: ["reasons"],
    error: "a refusal has a reason that refuses",
  });

const percent = z.number().min(0).max(100);
const milliseconds = z.number().min(0).max(3_600_000);
const count = z.int().min(0).max(1_000_000_000);

/** How a client finds its connection, since it began. */
export const health = z.strictObject({
  screen: plainText.max(60).describe("What it shows, such as `live` or `desk`"),
  latencyMs: milliseconds.nullable(),
  lagMs: milliseconds
    .nullable()
    .describe("How long its view has stood behind the head; 0: it does not"),
  quality: percent,
  lost: count.describe("Heartbeats that were not answered"),
  resumed: count,
  reset: count,
  tabs: z.int().min(1).max(1_000).describe("Tabs that share the connection"),
  waiting: count.optional().describe("Commands that are kept here and not answered yet"),
  oldestWaitingAt: instant.nullable().optional().describe("When the oldest of them was made"),
  verdictsMs: z
    .array(milliseconds)
    .max(100)
    .optional()
    .describe("From sending to the verdict, of each command answered since the last heartbeat"),
});

const credential = plainText.min(1).max(MAX_CREDENTIAL_LENGTH);
const notes = plainText.max(MAX_NOTE_LENGTH).optional();
const at = instant.optional().describe("When it happened at the door; left out: now");
const place = z.object({ doorId: id });

/** Where a client stands in a stream. */
const position = z.strictObject({
  epoch: z.string().max(64),
  seq: z.int().nonnegative(),
  hash: z.string().max(16),
});

const exactlyOne = (...fields: readonly string[]) => ({
  message: `exactly one of ${fields.join(", ")} is needed`,
  count: (value: Record<string, unknown>) =>
    fields.filter((field) => value[field] !== undefined).length === 1,
});

const checkInSubject = exactlyOne("memberId", "credential");
const checkInFields = {
  memberId: id.optional(),
  credential: credential.optional(),
  location: place,
  at,
  notes,
  madeOffline: madeOffline.optional(),
};
const checkOutSubject = exactlyOne("checkInId", "memberId", "credential");
const checkOutFields = {
  checkInId: id.optional(),
  memberId: id.optional(),
  credential: credential.optional(),
  location: place.optional(),
  at,
  notes,
  madeOffline: madeOffline.optional(),
};
const undoFields = {
  visitId: id,
  what: z.enum(["check_in", "check_out"]),
  at,
  madeOffline: madeOffline.optional(),
};

/** Over HTTP the command's id is a header; over the socket it is in the payload. */
export const checkInBody = z
  .strictObject(checkInFields)
  .refine(checkInSubject.count, checkInSubject.message);
export const checkOutBody = z
  .strictObject(checkOutFields)
  .refine(checkOutSubject.count, checkOutSubject.message);
export const undoBody = z.strictObject(undoFields);

export const checkInPayload = z
  .strictObject({ commandId: id, ...checkInFields })
  .refine(checkInSubject.count, checkInSubject.message);
export const checkOutPayload = z
  .strictObject({ commandId: id, ...checkOutFields })
  .refine(checkOutSubject.count, checkOutSubject.message);
export const undoPayload = z.strictObject({ commandId: id, ...undoFields });

export const UP = {
  check_in: z.strictObject({ type: z.literal("check_in"), payload: checkInPayload }),
  check_out: z.strictObject({ type: z.literal("check_out"), payload: checkOutPayload }),
  undo: z.strictObject({ type: z.literal("undo"), payload: undoPayload }),
  subscribe: z.strictObject({
    type: z.literal("subscribe"),
    payload: z.strictObject({
      site: id,
      topics: z
        .array(z.enum([...TOPICS, ...NAMED_TOPICS]))
        .max(TOPICS.length + NAMED_TOPICS.length)
        .optional()
        .describe("None chosen means all but `realtime`"),
      position: position.optional().describe("Where the client stands: it gets what it missed"),
      protocolVersion: z.int().positive().optional().describe("What the client speaks"),
    }),
  }),
  resume: z.strictObject({ type: z.literal("resume"), payload: position }),
  heartbeat: z.strictObject({
    type: z.literal("heartbeat"),
    payload: z
      .object({
        sentAt: z.number().optional(),
        seq: z.int().optional(),
        hash: z.string().max(16).optional(),
        health: health.optional(),
      })
      .optional(),
  }),
  ping: z.strictObject({
    type: z.literal("ping"),
    payload: z.object({ sentAt: z.number().optional() }).optional(),
  }),
} as const;

export const upMessage = z.discriminatedUnion("type", [
  UP.check_in,
  UP.check_out,
  UP.undo,
  UP.subscribe,
  UP.resume,
  UP.heartbeat,
  UP.ping,
]);

export const batchUp = z.strictObject({
  type: z.literal("batch"),
  payload: z
    .array(z.looseObject({ type: z.string() }))
    .min(1)
    .max(MAX_BATCH_MESSAGES),
});

export type UpMessage = z.infer<typeof upMessage>;
export type CheckInPayload = z.infer<typeof checkInPayload>;
export type CheckOutPayload = z.infer<typeof checkOutPayload>;
export type UndoPayload = z.infer<typeof undoPayload>;
export type Position = z.infer<typeof position>;
export type MadeOffline = z.infer<typeof madeOffline>;
export type Health = z.infer<typeof health>;
