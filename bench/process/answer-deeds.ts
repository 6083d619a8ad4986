// The side of a child process: does what the measurement asks, one message a deed.

/** What a child can do: each deed takes one input and may take its time. */
export type Deeds = Readonly<Record<string, (input: never) => unknown>>;

export interface Request {
  readonly id: number;
  readonly deed: string;
  readonly input: unknown;
}

export type Reply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly fault: string };

export function answerDeeds(deeds: Deeds): void {
  process.on("message", (request: Request) => {
    answer(deeds, request).then(
      (reply) => process.send?.(reply),
      (error: unknown) => {
        throw error;
      },
    );
  });
  process.on("disconnect", () => process.exit(0));
}

async function answer(deeds: Deeds, { id, deed, input }: Request): Promise<Reply> {
  try {
    const act = deeds[deed];
    if (act === undefined) throw new Error(`no deed ${deed}`);
    return { id, result: await act(input as never) };
  } catch (error) {
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
