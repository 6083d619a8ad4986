// When each number of a stream reached the last of those who listen.

export interface Receipt {
  readonly seq: number;
  /** How many have it. */
  readonly count: number;
  /** When the first and the last of them got it, on the clock that a machine's processes share, in ms. */
  readonly firstAt: number;
  readonly lastAt: number;
}

const ONE = /^\{"type":"member_[^}]*?"seq":(\d+)/;
const SEVERAL = /^\{"type":"batch"[^[]*?"from":(\d+),"to":(\d+)/;

/** The numbers that a frame brings, by how it begins: all after `from` up to `to`; null: none. */
export function numbersIn(
  beginning: string,
): { readonly from: number; readonly to: number } | null {
  const one = ONE.exec(beginning)?.[1];
  if (one !== undefined) return { from: Number(one) - 1, to: Number(one) };
  const several = SEVERAL.exec(beginning);
  return several === null ? null : { from: Number(several[1]), to: Number(several[2]) };
}

export function sharedClockMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

export class Receipts {
  #bySeq = new Map<number, { count: number; firstAt: number; lastAt: number }>();

  /** Called with the beginning of each frame as it arrives. */
  readonly note = (beginning: string): void => {
    const numbers = numbersIn(beginning);
    if (numbers === null) return;
    const lastAt = sharedClockMs();
    for (let seq = numbers.from + 1; seq <= numbers.to; seq += 1) {
      const { count = 0, firstAt = lastAt } = this.#bySeq.get(seq) ?? {};
      this.#bySeq.set(seq, { count: count + 1, firstAt, lastAt });
    }
  };

  /** All so far, which are then forgotten. */
  take(): Receipt[] {
    const receipts = [...this.#bySeq].map(([seq, receipt]) => ({ seq, ...receipt }));
    this.#bySeq = new Map();
    return receipts;
  }
}
