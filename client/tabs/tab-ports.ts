// What tabs of one browser share: a lock that one of them holds, and a channel that all of them hear.
import type { TabMessage } from "./tab-message.ts";

export interface TabLock {
  /**
   * Waits until this tab holds the lock, or takes it from whoever does. It goes to the next by itself
   * when the tab that holds it is closed. Returns how to let go of it, or to wait no longer.
   */
  request(
    how: { readonly take: boolean },
    told: { readonly held: () => void; readonly taken: () => void },
  ): () => void;
}

export interface TabChannel {
  /** Heard by every other tab, in the order in which this one posts. */
  post(message: TabMessage): void;
  /** Returns how to end it. */
  hear(listener: (message: TabMessage) => void): () => void;
}

/** Whether somebody can see this tab. */
export interface TabVisibility {
  isVisible(): boolean;
  /** Returns how to end it. */
  onChange(listener: () => void): () => void;
}

export interface TabPorts {
  /** Different for every tab. */
  readonly tabId: string;
  readonly lock: TabLock;
  readonly channel: TabChannel;
  readonly visibility: TabVisibility;
}
