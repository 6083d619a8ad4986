// Plain columns for a terminal.

/** Two columns: what it is, what it says. */
export function tableOf(rows: readonly (readonly [string, string | number])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join("\n");
}

/** `5513` as `5,513`. */
export function count(number: number): string {
  return number.toLocaleString("en");
}
