import { describe, expect, test } from "vitest";
import { idOf, NOW } from "../test/support/a-gym.ts";
import { MAX_BATCH_MESSAGES, MAX_CREDENTIAL_LENGTH, MAX_NOTE_LENGTH } from "./limits.ts";
import { batchUp, TOPICS, UP, upMessage } from "./up.ts";
import { checkInBody, checkOutBody } from "./up.ts";

const commandId = idOf(0xc1);
const location = { doorId: idOf(0xd) };
const checkIn = (payload: object) => ({
  type: "check_in",
  payload: { commandId, memberId: idOf(1), location, ...payload },
});
const checkOut = (payload: object) => ({ type: "check_out", payload: { commandId, ...payload } });

const pings = (length: number) => Array.from({ length }, () => ({ type: "ping" }));

/** The fields that a message is faulted for; none where it is understood. */
function faultsOf(message: unknown): readonly string[] {
  const parsed = upMessage.safeParse(message);
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join("."));
}

describe("what is understood", () => {
  test.each([
    [checkIn({})],
    [checkIn({ at: NOW, notes: "with her dog" })],
    [checkIn({ memberId: undefined, credential: "4006381333931" })],
    [checkOut({ checkInId: idOf(3) })],
    [checkOut({ memberId: idOf(1), location })],
    [{ type: "undo", payload: { commandId, visitId: idOf(3), what: "check_out" } }],
    [{ type: "subscribe", payload: { site: idOf(0xa) } }],
    [{ type: "subscribe", payload: { site: idOf(0xa), topics: [...TOPICS] } }],
    [{ type: "resume", payload: { epoch: "e1", seq: 0, hash: "811c9dc5" } }],
    [{ type: "heartbeat" }],
    [{ type: "heartbeat", payload: { sentAt: 1, seq: 2, hash: "811c9dc5" } }],
    [{ type: "ping", payload: { sentAt: 1 } }],
  ])("[WIRE-5] %j", (message) => {
    expect(faultsOf(message)).toEqual([]);
  });
});

describe("what is not", () => {
  test.each([
    ["a type nobody knows", { type: "check_inn", payload: {} }, "type"],
    ["no type", {}, "type"],
    ["a command without an id", checkIn({ commandId: undefined }), "payload.commandId"],
    ["an id that is no UUID", checkIn({ memberId: "7" }), "payload.memberId"],
    ["a door that is missing", checkIn({ location: undefined }), "payload.location"],
    ["a field too many", checkIn({ force: true }), "payload"],
    ["a note that is a number", checkIn({ notes: 7 }), "payload.notes"],
    ["a time without a zone", checkIn({ at: "2026-11-24T17:00:00.000" }), "payload.at"],
    ["a time without milliseconds", checkIn({ at: "2026-11-24T17:00:00Z" }), "payload.at"],
    ["a time of another zone", checkIn({ at: "2026-11-24T17:00:00.000+01:00" }), "payload.at"],
    [
      "an undo of nothing",
      { type: "undo", payload: { commandId, visitId: idOf(3) } },
      "payload.what",
    ],
    [
      "a topic nobody knows",
      { type: "subscribe", payload: { site: idOf(0xa), topics: ["gossip"] } },
      "payload.topics.0",
    ],
    [
      "a number below nought",
      { type: "resume", payload: { epoch: "e", seq: -1, hash: "" } },
      "payload.seq",
    ],
  ])("[WIRE-5] %s is named", (_name, message, field) => {
    expect(faultsOf(message)).toEqual([field]);
  });

  test("[WIRE-5] a note or a code may be as long as the limit and no longer", () => {
    const note = (length: number) => faultsOf(checkIn({ notes: "x".repeat(length) }));
    expect(note(MAX_NOTE_LENGTH)).toEqual([]);
    expect(note(MAX_NOTE_LENGTH + 1)).toEqual(["payload.notes"]);
    expect(note(10_000)).toEqual(["payload.notes"]);
    const code = (length: number) =>
      faultsOf(checkIn({ memberId: undefined, credential: "x".repeat(length) }));
    expect(code(MAX_CREDENTIAL_LENGTH)).toEqual([]);
    expect(code(MAX_CREDENTIAL_LENGTH + 1)).toEqual(["payload.credential"]);
    expect(code(0)).toEqual(["payload.credential"]);
  });

  test("[WIRE-5] a batch holds some messages and not too many", () => {
    const batch = (length: number) =>
      batchUp.safeParse({ type: "batch", payload: pings(length) }).success;
    expect([0, 1, MAX_BATCH_MESSAGES, MAX_BATCH_MESSAGES + 1].map(batch)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe("whom it is about", () => {
  const memberId = idOf(1);
  const credential = "4711";
  const checkInId = idOf(3);

  test.each([
    ["neither", { location }, false],
    ["a member", { location, memberId }, true],
    ["a credential", { location, credential }, true],
    ["both", { location, memberId, credential }, false],
  ])("[WIRE-6] a check-in that names %s: %s", (_name, { location: place, ...subject }, isFine) => {
    const payload = { memberId: undefined, ...subject, location: place };
    expect(faultsOf(checkIn(payload)).length === 0).toBe(isFine);
    expect(checkInBody.safeParse({ ...subject, location: place }).success).toBe(isFine);
  });

  test.each([
    ["nothing", {}, false],
    ["a visit", { checkInId }, true],
    ["a member", { memberId }, true],
    ["a credential", { credential }, true],
    ["two of them", { checkInId, credential }, false],
    ["all three", { checkInId, memberId, credential }, false],
  ])("[WIRE-6] a check-out that names %s: %s", (_name, subject, isFine) => {
    expect(faultsOf(checkOut(subject)).length === 0).toBe(isFine);
    expect(checkOutBody.safeParse(subject).success).toBe(isFine);
  });
});

describe("text", () => {
  test.each(["Ærøskøbing", "王小明", "عائشة", "👩🏽‍🦽🏋️", "a\nb\tc", "‮override", "’"])(
    "[WIRE-7] %j is text like any other",
    (notes) => {
      expect(faultsOf(checkIn({ notes }))).toEqual([]);
    },
  );

  test.each(["a\0b", "\ud83d", "\udc4b!", "x\ud83dx"])("[WIRE-7] %j is sent back", (text) => {
    expect(faultsOf(checkIn({ notes: text }))).toEqual(["payload.notes"]);
    expect(faultsOf(checkIn({ memberId: undefined, credential: text }))).toEqual([
      "payload.credential",
    ]);
  });

  test("[WIRE-5] every type of the list is a message of its own", () => {
    const types = Object.entries(UP).map(([type, schema]) => [type, schema.shape.type.value]);
    expect(types.filter(([name, type]) => name !== type)).toEqual([]);
    expect(upMessage.options).toHaveLength(Object.keys(UP).length);
  });
});

describe("what a desk decided by itself", () => {
  const said = (reasons: readonly unknown[], more = {}) =>
    checkIn({
      madeOffline: { verdict: "refuse", reasons, deviceId: idOf(0xde), book: null, ...more },
    });
  const many = Array.from({ length: 21 }, () => ({ code: "not-inside" }));

  test("[OFFLINE-17] its reasons are understood with what each of them knows", () => {
    const reasons = [
      { code: "membership-frozen", until: null },
      { code: "payment-due", amountCents: 500, since: "2026-11-01" },
      { code: "not-offline", why: "pack" },
    ];
    expect(faultsOf(said(reasons))).toEqual([]);
    expect(faultsOf(said(reasons, { book: { epoch: "e1", seq: 7 } }))).toEqual([]);
  });

  const within = "payload.madeOffline.reasons";
  test.each([
    ["a reason that nobody knows", [{ code: "bad-mood" }], `${within}.0.code`],
    ["a reason without its fact", [{ code: "membership-ended" }], `${within}.0.on`],
    ["a fact of the wrong form", [{ code: "barred", note: 7 }], `${within}.0.note`],
    ["a fact too many", [{ code: "not-inside", note: "x" }], `${within}.0`],
    ["more reasons than there are", many, within],
  ])("[OFFLINE-17] %s is not", (_name, reasons, field) => {
    expect(faultsOf(said(reasons))).toEqual([field]);
  });

  test("[WIRE-80] a reason is said once, and a refusal has one that refuses", () => {
    const due = { code: "payment-due", amountCents: 500, since: "2026-11-01" };
    const barred = { code: "barred", note: "x".repeat(2_000) };
    expect(faultsOf(said([barred, barred]))).toEqual([within]);
    expect(faultsOf(said([]))).toEqual([within]);
    expect(faultsOf(said([due]))).toEqual([within]);
    expect(faultsOf(said([due], { verdict: "warn" }))).toEqual([]);
    expect(faultsOf(said([], { verdict: "admit" }))).toEqual([]);
  });
});
