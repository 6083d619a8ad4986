export interface UsageAnswer {
  readonly text: string;
  readonly isFault: boolean;
}
export function mindUsage(usage: string, args?: readonly string[]): void;
export function answerTo(usage: string, args: readonly string[]): UsageAnswer | null;
