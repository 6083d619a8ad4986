// Amounts of money as people write them: `1.234,50 €`, `$1,234.50`, `12,5`, `12`.

/** In the smallest unit; null where it is no amount. */
export function readCents(value: string): number | null {
  const bare = value.replaceAll(/[\s\u00a0']|\p{Sc}|[A-Za-zł]+\.?/gu, "");
  if (!/^-?\d[\d.,]*$/.test(bare)) return null;
  const parts = /^(-?[\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(bare);
  const whole = (parts?.[1] ?? "").replaceAll(/[.,]/g, "");
  const cents = Number(whole) * 100 + Number((parts?.[2] ?? "").padEnd(2, "0"));
  return Number.isSafeInteger(cents) && cents >= 0 ? cents : null;
}
