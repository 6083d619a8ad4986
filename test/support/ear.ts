// A listener that remembers every frame, and what a screen would make of them.
import { applyEvent, openView } from "../../domain/live-view.ts";
import type { LiveView } from "../../domain/live-view.ts";
import type { Numbered, SiteEvent } from "../../domain/event.ts";
import { EVENTS } from "../../protocol/down.ts";
import type { Topic } from "../../protocol/up.ts";
import { TOPICS } from "../../protocol/up.ts";
import type { Frame, Listener } from "../../server/hub/listener.ts";

export interface Heard {
  readonly type: string;
  readonly stream?: string;
  readonly seq?: number;
  readonly payload: Record<string, unknown>;
}

export class Ear implements Listener {
  readonly topics: ReadonlySet<Topic>;
  readonly frames: Frame[] = [];
  readonly reached: (number | null)[] = [];
  /** The view that a screen would hold; null before the first snapshot. */
  view: LiveView | null = null;

  constructor(...topics: readonly Topic[]) {
    this.topics = new Set(topics.length === 0 ? TOPICS : topics);
  }

  deliver(frame: Frame, seq: number | null): void {
    this.frames.push(frame);
    this.reached.push(seq);
    for (const message of messagesOf(frame)) this.#take(message);
  }

  /** All that was heard, one by one. */
  get messages(): readonly Heard[] {
    return this.frames.flatMap(messagesOf);
  }

  get types(): readonly string[] {
    return this.messages.map(({ type }) => type);
  }

  /** The numbers of the events of the log that were heard. */
  get numbers(): readonly number[] {
    return this.messages.flatMap(({ type, seq }) =>
      type in EVENTS && seq !== undefined ? [seq] : [],
    );
  }

  /** Forgets what was heard so far, not where it stands. */
  clear(): void {
    this.frames.length = 0;
    this.reached.length = 0;
  }

  #take(message: Heard): void {
    const { type, seq = 0 } = message;
    if (type === "snapshot") this.view = openView(message.payload as never, seq);
    // Throws where an event is not the next one: a screen would have to reset itself.
    if (type in EVENTS && this.view !== null) {
      applyEvent(this.view, message as unknown as Numbered<SiteEvent>);
    }
  }
}

function messagesOf(frame: Frame): readonly Heard[] {
  const message = JSON.parse(frame.toString("utf8")) as Heard;
  return message.type === "batch" ? (message.payload as unknown as readonly Heard[]) : [message];
}
