// What listeners are told of a frame: only once it is taken as a whole, so that each sees all of it.

export class FrameNews {
  #waiting: (() => void)[] = [];
  #isTaking = false;

  get isTaking(): boolean {
    return this.#isTaking;
  }

  begin(): void {
    this.#isTaking = true;
  }

  /** What is to be told now. */
  end(): readonly (() => void)[] {
    this.#isTaking = false;
    return this.#waiting.splice(0);
  }

  /** At once where no frame is being taken. */
  tell(news: () => void): void {
    if (this.#isTaking) this.#waiting.push(news);
    else news();
  }
}
