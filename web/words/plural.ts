/** One or many, as English has it. */
export function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}
