// Reads a backup from its beginning to its end: its header, then table after table.
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import type { z } from "zod";
import type { BackupHeader } from "./backup-format.ts";
import { backupHeader, BackupProblem, END_OF_ROWS, FORMAT, tableLine } from "./backup-format.ts";
import type { KeptTable } from "./kept-tables.ts";

const NEW_LINE = 10;
/** No line of ours is longer. A row may be: it is handed on in pieces. */
const LONG_LINE = 1_000_000;

export class BackupReader {
  readonly #file: string;
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);
  #tables = 0;

  constructor(file: string) {
    this.#file = file;
    const source = createReadStream(file);
    const text = createGunzip();
    source.on("error", (error) => text.destroy(error));
    this.#chunks = source.pipe(text)[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async header(): Promise<BackupHeader> {
    const header = await this.#parse(backupHeader);
    if (header.avGymBackup === FORMAT) return header;
    throw new BackupProblem(
      `${this.#file} was made by a newer AV Gym (${header.version}): restore it with that one.`,
    );
  }

  /** The next table, whose rows have to be copied before the one after it; null at the end. */
  async nextTable(): Promise<KeptTable | null> {
    const line = await this.#parse(tableLine);
    if ("table" in line) {
      this.#tables += 1;
      return { name: line.table, columns: line.columns };
    }
    const isMore = this.#rest.length > 0 || (await this.#more());
    if (line.tables !== this.#tables || isMore) throw this.#notWhole();
    return null;
  }

  /** The rows of the table that was named last, in large pieces of whole lines, but for long ones. */
  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      const { until, isEnd } = this.#wholeLines();
      const lines = this.#rest.subarray(0, until);
      this.#rest = this.#rest.subarray(isEnd ? until + END_OF_ROWS.length + 1 : until);
      if (lines.length > 0) yield lines;
      if (isEnd) return;
      if (this.#rest.length > LONG_LINE) yield* this.#longLine();
      else if (!(await this.#more())) throw this.#notWhole();
    }
  }

  /** The line that has begun, piece by piece: no more of it is held than has just been read. */
  async *#longLine(): AsyncGenerator<Buffer> {
    for (;;) {
      const end = this.#rest.indexOf(NEW_LINE);
      const piece = end === -1 ? this.#rest : this.#rest.subarray(0, end + 1);
      this.#rest = this.#rest.subarray(piece.length);
      yield piece;
      if (end !== -1) return;
      if (!(await this.#more())) throw this.#notWhole();
    }
  }

  /** Lets go of the file, wherever it stands. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #parse<Schema extends z.ZodType>(schema: Schema): Promise<z.infer<Schema>> {
    const line = await this.#line();
    try {
      return schema.parse(JSON.parse(line.toString()));
    } catch (error) {
      throw this.#noBackup(error);
    }
  }

  /** How far the text at hand is whole lines of rows, and whether the end of the rows follows. */
  #wholeLines(): { readonly until: number; readonly isEnd: boolean } {
    let until = 0;
    for (;;) {
      const end = this.#rest.indexOf(NEW_LINE, until);
      if (end === -1) return { until, isEnd: false };
      const isEnd = this.#rest.toString("latin1", until, end) === END_OF_ROWS;
      if (isEnd) return { until, isEnd };
      until = end + 1;
    }
  }

  /** With its line break. */
  async #line(): Promise<Buffer> {
    let end = this.#rest.indexOf(NEW_LINE);
    while (end === -1) {
      const from = this.#rest.length;
      if (from > LONG_LINE) throw this.#noBackup(null);
      if (!(await this.#more())) throw this.#notWhole();
      end = this.#rest.indexOf(NEW_LINE, from);
    }
    const line = this.#rest.subarray(0, end + 1);
    this.#rest = this.#rest.subarray(end + 1);
    return line;
  }

  async #more(): Promise<boolean> {
    try {
      const { done, value } = await this.#chunks.next();
      if (done === true) return false;
      this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
      return true;
    } catch (error) {
      throw this.#unreadable(error);
    }
  }

  #unreadable(error: unknown): BackupProblem {
    const { code } = error as { readonly code?: unknown };
    if (code === "Z_BUF_ERROR") return this.#notWhole();
    if (code === "ENOENT") return new BackupProblem(`There is no file ${this.#file}.`);
    const isGzip = code !== "Z_DATA_ERROR";
    const says = isGzip ? "cannot be read" : "is no backup of AV Gym, or is damaged";
    return new BackupProblem(`${this.#file} ${says}.`, { cause: error });
  }

  #noBackup(cause: unknown): BackupProblem {
    return new BackupProblem(`${this.#file} is no backup of AV Gym.`, { cause });
  }

  #notWhole(): BackupProblem {
    return new BackupProblem(`${this.#file} is not whole: nothing was restored.`);
  }
}
