// Frames of the socket as a following tab takes them: into its own view, told to its own listeners.
import type { Numbered, SiteEvent } from "../../domain/event.ts";
import { unreachable } from "../../domain/assert.ts";
import { PROTOCOL_VERSION } from "../../protocol/version.ts";
import type { Incoming, Snapshot } from "../incoming.ts";
import { messagesOf } from "../incoming.ts";
import type { Fit, LiveStore } from "../live-store.ts";
import type { SiteListeners } from "../site-listeners.ts";
import type { Heard } from "../site-state.ts";
import type { CatchUp } from "./tab-message.ts";

export class RelayedFrames {
  readonly #store: LiveStore;
  readonly #listeners: SiteListeners;
  readonly #onChange: () => void;
  #news: (() => void)[] = [];

  constructor(store: LiveStore, listeners: SiteListeners, onChange: () => void) {
    this.#store = store;
    this.#listeners = listeners;
    this.#onChange = onChange;
  }

  /** Returns false where something is missing, or cannot be read. */
  take(text: string, heard: Heard): boolean {
    return this.#whole(() => {
      try {
        return messagesOf(text).every((message) => this.#hear(message, heard));
      } catch {
        this.#store.forget();
        return false;
      }
    });
  }

  catchUp(catchUp: CatchUp): void {
    this.#whole(() => {
      if (catchUp.as === "snapshot") this.#takeSnapshot(catchUp.snapshot);
      if (catchUp.as === "events")
        for (const event of catchUp.events) this.#takeEvent(event, "catch-up");
      return true;
    });
  }

  /** Listeners hear after all of it is taken. */
  #whole(act: () => boolean): boolean {
    const before = this.#store.version;
    const isWhole = act();
    const news = this.#news.splice(0);
    if (this.#store.version !== before) this.#onChange();
    for (const tell of news) tell();
    return isWhole;
  }

  #hear(message: Incoming, heard: Heard): boolean {
    switch (message.kind) {
      case "event":
        return isWell(this.#takeEvent(message.event, heard));
      case "organisation":
        this.#news.push(() => this.#listeners.organisationEvents.call(message.event));
        return true;
      case "snapshot":
        this.#takeSnapshot(message.snapshot);
        return true;
      case "resumed":
        return isWell(this.#store.takeResumed(message.resumed));
      case "heartbeat":
        return isWell(this.#store.compare(message.ack));
      case "stats":
      case "answer":
      case "farewell":
      case "problem":
        // The leading tab hears it, and says what comes of it.
        return true;
      default:
        return unreachable(message);
    }
  }

  #takeEvent(event: Numbered<SiteEvent>, heard: Heard): Fit {
    const fit = this.#store.takeEvent(event);
    if (fit === "fits" || fit === "differs")
      this.#news.push(() => this.#listeners.events.call(event, heard));
    return fit;
  }

  #takeSnapshot(snapshot: Snapshot): void {
    if (snapshot.payload.oldestSpoken > PROTOCOL_VERSION) return;
    const position = this.#store.position;
    const { epoch, seq, hash } = snapshot;
    if (position?.epoch === epoch && position.seq === seq && position.hash === hash) return;
    this.#store.takeSnapshot(snapshot);
  }
}

function isWell(fit: Fit): boolean {
  return fit === "fits" || fit === "repeat";
}
