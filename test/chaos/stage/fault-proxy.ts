// A TCP proxy that does to connections what networks do: cuts them, also in the middle of a frame, delays
// and throttles them, or lets them hang without a word.
import { connect, createServer } from "node:net";
import type { AddressInfo, NetConnectOpts, Socket } from "node:net";

export interface Wire {
  readonly isOpen: () => boolean;
  /** Both ends hear of it at once. */
  cut(): void;
  /** Whatever comes is swallowed, and nobody hears of anything. */
  hang(): void;
  /** Of the next bytes down half arrive; then it is cut. */
  cutInNextFrame(): void;
}

/** Sees what passes: answers with what is passed on; null: nothing. */
export type Inspect = (chunk: Buffer, wire: Wire) => Buffer | null;

export interface ProxyPlan {
  /** Where the next connection goes; null: nowhere, it is refused. */
  readonly target: () => NetConnectOpts | null;
  readonly up?: Inspect;
  /** One for each connection, since it may have to put frames together. */
  readonly down?: () => Inspect;
}

export interface FaultProxy {
  readonly port: number;
  readonly wires: ReadonlySet<Wire>;
  /** For everything that passes from now on; 0: none. */
  delayMs: number;
  /** Bytes a second for each connection; 0: unbounded. */
  bytesPerSecond: number;
  close(): Promise<void>;
}

interface Settings {
  delayMs: number;
  bytesPerSecond: number;
}

export async function openFaultProxy(plan: ProxyPlan): Promise<FaultProxy> {
  const wires = new Set<Wire>();
  const settings: Settings = { delayMs: 0, bytesPerSecond: 0 };
  const server = createServer({ allowHalfOpen: false }, (near) => {
    near.on("error", () => undefined);
    const target = plan.target();
    if (target === null) return void near.resetAndDestroy();
    const far = connect(target);
    far.on("error", () => undefined);
    near.setNoDelay(true);
    far.setNoDelay(true);
    const wire = openWire(near, far, settings, plan);
    wires.add(wire);
    near.once("close", () => wires.delete(wire));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(settings, {
    port: (server.address() as AddressInfo).port,
    wires,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const wire of wires) wire.cut();
      await closed;
    },
  });
}

function openWire(near: Socket, far: Socket, settings: Settings, plan: ProxyPlan): Wire {
  const state = { isHanging: false, isToBeCut: false };
  const wire: Wire = {
    isOpen: () => !near.destroyed && !far.destroyed && !state.isHanging,
    cut: () => {
      if (!near.destroyed) near.resetAndDestroy();
      // One over a unix socket cannot be reset, only ended.
      far.destroy();
    },
    hang: () => void (state.isHanging = true),
    cutInNextFrame: () => void (state.isToBeCut = true),
  };
  const down = plan.down?.();
  pump(near, far, settings, (chunk) => {
    if (state.isHanging) return null;
    return plan.up === undefined ? chunk : plan.up(chunk, wire);
  });
  pump(far, near, settings, (chunk) => {
    if (state.isHanging) return null;
    const passed = down === undefined ? chunk : down(chunk, wire);
    if (!state.isToBeCut || passed === null) return passed;
    setImmediate(() => wire.cut());
    return passed.subarray(0, Math.ceil(passed.length / 2));
  });
  const end = (other: Socket) => () => {
    if (!state.isHanging) other.destroySoon();
  };
  near.once("close", end(far));
  far.once("close", end(near));
  return wire;
}

function pump(
  from: Socket,
  to: Socket,
  settings: Settings,
  inspect: (chunk: Buffer) => Buffer | null,
): void {
  let dueAt = 0;
  from.on("data", (chunk: Buffer) => {
    const passed = inspect(chunk);
    if (passed === null) return;
    const { delayMs, bytesPerSecond } = settings;
    const now = performance.now();
    const takes = bytesPerSecond === 0 ? 0 : (passed.length / bytesPerSecond) * 1_000;
    // Never before what came earlier.
    dueAt = Math.max(now + delayMs, dueAt) + takes;
    if (dueAt <= now) return write(from, to, passed);
    if (takes > 0) from.pause();
    setTimeout(() => {
      write(from, to, passed);
      if (takes > 0) from.resume();
    }, dueAt - now).unref();
  });
}

function write(from: Socket, to: Socket, bytes: Buffer): void {
  if (to.destroyed || to.write(bytes)) return;
  from.pause();
  to.once("drain", () => from.resume());
}
