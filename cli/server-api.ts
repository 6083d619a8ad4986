// Asks the server over HTTP as the operator. What it sends back becomes a sentence or a problem.
import type { Problem } from "../protocol/problem.ts";
import { CliFault } from "./cli-fault.ts";
import type { ServerDirections } from "./find-server.ts";

/** The server understood and will not: its problem says why. */
export class ServerProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super([problem.message, ...(problem.details ?? [])].join("\n  "));
    this.problem = problem;
  }
}

export class ServerApi {
  readonly #server: ServerDirections;

  constructor(server: ServerDirections) {
    this.#server = server;
  }

  get<T>(path: string): Promise<T> {
    return this.#ask(path, { method: "GET" });
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.#send(path, "application/json", JSON.stringify(body));
  }

  patch(path: string, body: unknown): Promise<unknown> {
    const request = { method: "PATCH", body: JSON.stringify(body) };
    return this.#ask(path, request, { "content-type": "application/json" });
  }

  postCsv<T>(path: string, csv: Uint8Array<ArrayBuffer>): Promise<T> {
    return this.#send(path, "text/csv", csv);
  }

  #send<T>(path: string, type: string, body: string | Uint8Array<ArrayBuffer>): Promise<T> {
    return this.#ask(path, { method: "POST", body }, { "content-type": type });
  }

  /** What is answered line by line, as it comes. */
  async *linesOf(path: string, body: unknown): AsyncGenerator<string> {
    const request = { method: "POST", body: JSON.stringify(body) };
    const response = await this.#fetch(path, request, { "content-type": "application/json" });
    if (!response.ok) throw problemFrom(response.status, await response.text());
    let rest = "";
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const lines = (rest + piece).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  }

  async #ask<T>(
    path: string,
    request: Pick<RequestInit, "method" | "body">,
    more: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const response = await this.#fetch(path, request, more);
    const text = await response.text();
    if (response.ok) return (text === "" ? undefined : JSON.parse(text)) as T;
    throw problemFrom(response.status, text);
  }

  async #fetch(
    path: string,
    request: Pick<RequestInit, "method" | "body">,
    more: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const { url, key } = this.#server;
    const headers = { ...more, authorization: `Bearer ${key}` };
    try {
      return await fetch(new URL(path, url), { ...request, headers });
    } catch (error) {
      throw new CliFault(`No server answers at ${url}: start it with npm start.`, { cause: error });
    }
  }
}

function problemFrom(status: number, text: string): Error {
  try {
    const problem = JSON.parse(text) as Problem;
    if (typeof problem.code === "string") return new ServerProblem(problem);
  } catch {
    // Not one of our answers: something else listens at that address.
  }
  return new CliFault(
    `What answers there is no AV Gym server, or a broken one (status ${status}).`,
  );
}
