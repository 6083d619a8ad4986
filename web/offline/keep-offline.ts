// Keeps a paired desk able to go on without the network: reads its book, brings it up to date, and
// forgets everything once the browser is no longer paired.
import type { QueryClient } from "@tanstack/react-query";
import { decideHere } from "../../client/offline/decide-here.ts";
import type { KeptBook } from "../../client/offline/book-store.ts";
import { DeskBook } from "../../client/offline/desk-book.ts";
import type { OfflineDesk } from "../../client/offline/offline-desk.ts";
import type { OwnStep } from "../../client/offline/own-step.ts";
import { NOBODY_IN } from "../../client/offline/presence.ts";
import type { Device } from "../../protocol/http/offline.ts";
import type { Account } from "../../protocol/http/people.ts";
import { ApiProblem, isProblem } from "../api/api-problem.ts";
import { readThisDevice } from "../api/devices.ts";
import { keys } from "../api/query-keys.ts";
import { indexedBook } from "./indexed-book.ts";
import { keepSession, readSession } from "./kept-session.ts";
import { keepPhotos } from "./kept-photos.ts";
import { SealedDatabase } from "./sealed-database.ts";

/** Organisation events are gathered this long: an import brings thousands of them. */
const GATHER_MS = 2_000;
const SYNC_EVERY_MS = 3 * 60_000;

export interface KeeperParts {
  readonly siteId: string;
  readonly account: Account;
  readonly desk: OfflineDesk;
  readonly queries: QueryClient;
}

export class OfflineKeeper {
  readonly #parts: KeeperParts;
  readonly #stops: (() => void)[] = [];
  #database: SealedDatabase | null = null;
  #device: Device | null = null;
  #gathering: ReturnType<typeof setTimeout> | null = null;
  #isSyncing = false;
  #isStopped = false;
  #stopPhotos: (() => void) | null = null;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  /** First what is here, which is needed at once where the network is away; then what is true. */
  async start(): Promise<void> {
    this.#database = await SealedDatabase.open({ make: false }).catch(() => null);
    if (this.#database !== null) {
      this.#device = (await readSession(this.#database))?.device ?? null;
      await this.#equipFromStore();
    }
    if (this.#isStopped) return this.#database?.close();
    const { desk } = this.#parts;
    let wasLive = false;
    const look = () => {
      const isLive = desk.getState().connection.kind === "live";
      if (isLive && !wasLive) void this.sync();
      wasLive = isLive;
    };
    this.#stops.push(desk.subscribe(look));
    this.#stops.push(tellOtherTabs(this.#parts.siteId, desk));
    this.#stops.push(desk.onOrganisationEvent(() => this.#syncSoon()));
    this.#stops.push(
      desk.onSettled(({ message }) => {
        this.#syncSoon();
        if (message.payload.madeOffline !== undefined) this.#reportChanged();
      }),
    );
    this.#stops.push(this.#onPairing(() => void this.sync()));
    const timer = setInterval(() => void this.sync(), SYNC_EVERY_MS);
    this.#stops.push(() => clearInterval(timer));
    look();
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#gathering !== null) clearTimeout(this.#gathering);
    for (const stop of this.#stops) stop();
    this.#stopPhotos?.();
    const { queries } = this.#parts;
    const hasSignedOut = queries.getQueryData(keys.session) === null;
    if (this.#database === null || this.#device === null) return;
    const close = () => this.#database?.close();
    if (hasSignedOut) void keepSession(this.#database, this.#device, queries).finally(close);
    else close();
  }

  /** Asks what this browser is paired as, and does what follows. Without an answer all stays as it is. */
  async sync(): Promise<void> {
    if (this.#isSyncing || this.#parts.desk.getState().connection.kind !== "live") return;
    this.#isSyncing = true;
    try {
      const device = await readThisDevice();
      this.#parts.queries.setQueryData(keys.thisDevice, device);
      if (device === null) await this.#forget();
      else await this.#keep(device);
    } catch (error) {
      if (isProblem(error, "device-not-paired")) await this.#forget();
      // Whatever else it was: it is asked again in some minutes, or as soon as the server is back.
      else if (!(error instanceof ApiProblem) && !(error instanceof DOMException)) throw error;
    } finally {
      this.#isSyncing = false;
    }
  }

  async #keep(device: Device): Promise<void> {
    const { siteId, queries, desk } = this.#parts;
    this.#device = device;
    this.#database ??= await SealedDatabase.open({ make: true });
    const database = this.#database;
    if (database === null || this.#isStopped) return;
    await keepSession(database, device, queries);
    if (device.siteId !== siteId) return;
    const store = indexedBook(database);
    const { syncBook } = await import("./sync-book.ts");
    const held = desk.getOffline().book;
    const book = await syncBook(siteId, store, held);
    if (book !== held) this.#equip(book, { presence: NOBODY_IN, steps: [] });
    desk.bookChanged();
  }

  async #equipFromStore(): Promise<void> {
    const { siteId } = this.#parts;
    if (this.#database === null || this.#device?.siteId !== siteId) return;
    const kept = await indexedBook(this.#database).load(siteId);
    if (kept !== null) this.#equip(new DeskBook(kept.whole), kept);
  }

  #equip(book: DeskBook, left: Pick<KeptBook, "presence" | "steps">): void {
    const { account, desk } = this.#parts;
    if (this.#database === null || this.#device === null || this.#isStopped) return;
    const store = indexedBook(this.#database);
    const { presence, steps } = left;
    desk.equip({
      ...{ book, store, decide: decideHere, deviceId: this.#device.id, staffId: account.id },
      ...{ presence, steps, mayCorrect: account.rights.includes("door:correct") },
    });
    this.#stopPhotos ??= keepPhotos(this.#database, desk);
  }

  /** Not paired, or not any more. */
  async #forget(): Promise<void> {
    this.#device = null;
    this.#stopPhotos?.();
    this.#stopPhotos = null;
    this.#parts.desk.equip(null);
    await this.#database?.wipe();
    this.#database = null;
  }

  /** Calls back when somebody pairs or revokes this browser from a screen. */
  #onPairing(changed: () => void): () => void {
    const { queries } = this.#parts;
    return queries.getQueryCache().subscribe(({ query, type }) => {
      if (type !== "updated" || query.queryKey[0] !== keys.thisDevice[0] || this.#isSyncing) return;
      const device = queries.getQueryData<Device | null>(keys.thisDevice);
      if (device?.id !== this.#device?.id) changed();
    });
  }

  #reportChanged(): void {
    const { queries, siteId } = this.#parts;
    void queries.invalidateQueries({ queryKey: keys.offlineReport(siteId) });
  }

  #syncSoon(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = null;
      void this.sync();
    }, GATHER_MS);
  }
}

/** Tabs of one browser are one desk: each decides on what the others did. */
function tellOtherTabs(siteId: string, desk: OfflineDesk): () => void {
  const channel = new BroadcastChannel(`av-offline:${siteId}`);
  channel.addEventListener("message", ({ data }) => desk.learn(data as OwnStep));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other origin
  const stop = desk.onDecidedHere(({ step }) => channel.postMessage(step));
  return () => {
    stop();
    channel.close();
  };
}
