// Begins to listen, or says in one sentence why that cannot be.
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { must } from "../domain/assert.ts";
import type { App } from "./http/route-context.ts";
import { StartProblem } from "./settings/start-problem.ts";

/** Looked at before anything is made: a start that cannot succeed leaves nothing behind. */
export async function mustBeFree(host: string, port: number): Promise<void> {
  const trial = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      trial.once("error", reject);
      trial.listen({ host, port }, resolve);
    });
  } catch (error) {
    throw startProblemFor(error, host, port) ?? error;
  } finally {
    trial.close();
  }
}

/** Resolves with the address that a browser on this machine opens. */
export async function listen(app: App, host: string, port: number): Promise<string> {
  try {
    // Thousands may come at once, as after a network was away; the system allows fewer where it must.
    await app.listen({ host, port, backlog: 4_096 });
  } catch (error) {
    throw startProblemFor(error, host, port) ?? error;
  }
  const address = must(app.server.address(), "address") as AddressInfo;
  const isEverywhere = host === "0.0.0.0" || host === "::";
  const name = isEverywhere ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${address.port}`;
}

function startProblemFor(error: unknown, host: string, port: number): StartProblem | null {
  const code = error instanceof Error && "code" in error ? error.code : null;
  const other = "choose another with: npm start -- --port N";
  switch (code) {
    case "EADDRINUSE":
      return new StartProblem(`Port ${port} is in use: stop the program that uses it, or ${other}`);
    case "EACCES":
      return new StartProblem(`Port ${port} may not be used by this user: ${other}`);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new StartProblem(
        `This machine has no address ${host}: use 127.0.0.1 for this machine alone, or 0.0.0.0 for all networks.`,
      );
    default:
      return null;
  }
}
