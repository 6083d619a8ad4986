// A test during which something prints an error has failed, whatever else it asserts.
import { format } from "node:util";
import { afterEach } from "vitest";

const printed: string[] = [];
// oxlint-disable-next-line no-console -- the one place that listens to it
console.error = (...words: readonly unknown[]): void => {
  printed.push(format(...words));
};

afterEach(() => {
  const said = printed.splice(0);
  if (said.length > 0) throw new Error(`printed with console.error: ${said.join("\n")}`);
});
