// A browser with tabs that share a lock and a channel. Whatever reaches a tab waits in its own line until
// the test lets the tab work: a tab that is never let is one that hangs.
import type { TabMessage } from "../../client/tabs/tab-message.ts";
import type { TabPorts } from "../../client/tabs/tab-ports.ts";
import { FakeClock } from "./fake-clock.ts";

interface Request {
  readonly tab: FakeTab;
  readonly held: () => void;
  readonly taken: () => void;
}

export class FakeTab {
  readonly clock = new FakeClock();
  readonly tasks: (() => void)[] = [];
  /** What the lock tells: not in line with what the channel does. */
  readonly lockTasks: (() => void)[] = [];
  readonly ports: TabPorts;
  isFrozen = false;
  isVisible = true;
  listener: ((message: TabMessage) => void) | null = null;
  readonly #visibilityListeners = new Set<() => void>();

  constructor(browser: FakeBrowser, tabId: string) {
    this.ports = {
      tabId,
      lock: { request: (how, told) => browser.request({ tab: this, ...told }, how.take) },
      channel: {
        post: (message) => browser.post(this, message),
        hear: (listener) => {
          this.listener = listener;
          return () => void (this.listener = null);
        },
      },
      visibility: {
        isVisible: () => this.isVisible,
        onChange: (listener) => {
          this.#visibilityListeners.add(listener);
          return () => void this.#visibilityListeners.delete(listener);
        },
      },
    };
  }

  show(isVisible: boolean): void {
    this.isVisible = isVisible;
    for (const listener of this.#visibilityListeners) listener();
  }

  /** Does what waits first in one of the lines; false where nothing does. */
  work(isLockFirst = true): boolean {
    if (this.isFrozen) return false;
    const [one, other] = isLockFirst ? [this.lockTasks, this.tasks] : [this.tasks, this.lockTasks];
    const task = one.shift() ?? other.shift();
    task?.();
    return task !== undefined;
  }
}

export class FakeBrowser {
  readonly tabs: FakeTab[] = [];
  #holder: Request | null = null;
  #line: Request[] = [];
  #opened = 0;

  open(): FakeTab {
    const tab = new FakeTab(this, `tab-${++this.#opened}`);
    this.tabs.push(tab);
    return tab;
  }

  /** As when it crashes: nothing is said any more, and the lock goes to the next. */
  kill(tab: FakeTab): void {
    this.tabs.splice(this.tabs.indexOf(tab), 1);
    tab.listener = null;
    tab.tasks.length = 0;
    tab.lockTasks.length = 0;
    this.#line = this.#line.filter((request) => request.tab !== tab);
    if (this.#holder?.tab === tab) this.#next();
  }

  request(request: Request, take: boolean): () => void {
    if (take && this.#holder !== null) {
      const { tab, taken } = this.#holder;
      tab.lockTasks.push(taken);
      this.#grant(request);
    } else {
      this.#line.push(request);
      if (this.#holder === null) this.#next();
    }
    return () => {
      this.#line = this.#line.filter((other) => other !== request);
      if (this.#holder === request) this.#next();
    };
  }

  post(from: FakeTab, message: TabMessage): void {
    for (const tab of this.tabs) {
      if (tab === from) continue;
      // As a browser does: a copy of what it is now.
      const copy = structuredClone(message);
      tab.tasks.push(() => tab.listener?.(copy));
    }
  }

  /** Every tab works until nothing waits, and time passes for all that do not hang. */
  settle(): void {
    while (this.tabs.some((tab) => tab.work())) continue;
  }

  advance(ms: number): void {
    for (const { clock, isFrozen } of [...this.tabs]) if (!isFrozen) clock.advance(ms);
  }

  #next(): void {
    this.#holder = null;
    const next = this.#line.shift();
    if (next !== undefined) this.#grant(next);
  }

  #grant(request: Request): void {
    this.#holder = request;
    request.tab.lockTasks.push(() => {
      if (this.#holder === request) request.held();
    });
  }
}
