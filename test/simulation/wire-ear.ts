// Listens to one connection as somebody would who only reads frames: events come in order, without a gap
// and without a repeat, from a snapshot or from where the client said that it stands.
import { EVENTS } from "../../protocol/down.ts";
import type { Oracle } from "./oracle.ts";

interface Message {
  readonly type: string;
  readonly stream?: string;
  readonly seq?: number;
  readonly payload: unknown;
}

interface Said {
  readonly type: string;
  readonly payload: { readonly seq?: number; readonly position?: { readonly seq: number } };
}

export class WireEar {
  readonly #owner: string;
  readonly #siteId: string;
  readonly #oracle: Oracle;
  /** Null until it is known where the client stands. */
  #last: number | null = null;
  /** It asked for what it may have: then it hears some of it again. */
  #mayRepeat = false;

  constructor(owner: string, siteId: string, oracle: Oracle) {
    this.#owner = owner;
    this.#siteId = siteId;
    this.#oracle = oracle;
  }

  /** What the client sends. */
  said(text: string): void {
    if (text.startsWith('{"type":"subscribe"'))
      this.#last = (JSON.parse(text) as Said).payload.position?.seq ?? null;
    if (text.startsWith('{"type":"resume"')) this.#mayRepeat = true;
  }

  heard(text: string): void {
    if (!text.includes('"stream":')) return;
    const frame = JSON.parse(text) as Message;
    const messages = frame.type === "batch" ? (frame.payload as readonly Message[]) : [frame];
    for (const message of messages) this.#take(message);
  }

  #take({ type, stream, seq }: Message): void {
    if (stream !== this.#siteId || seq === undefined) return;
    const where = (): string => `${this.#owner} hears ${type} ${seq} after ${this.#last}`;
    if (type === "snapshot" || this.#last === null) this.#last = seq;
    else if (type === "resumed" || type in EVENTS) {
      const isNext = seq === (type === "resumed" ? this.#last : this.#last + 1);
      const isAgain = this.#mayRepeat && seq <= this.#last;
      this.#oracle.claim(isNext || isAgain, "wire-in-order", where);
      this.#last = seq;
    }
  }
}
