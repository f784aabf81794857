/** Amounts as people type them, in whole kopecks: nothing is rounded on the way. */

/** `1 500,5` as `150050n`; nothing for what is no amount. */
export function kopecks(typed: string): bigint | undefined {
  const found = /^(-?)(\d+)(?:[.,](\d{1,2}))?$/.exec(typed.replaceAll(/\s/g, ""));
  if (!found) return undefined;
  const [, sign = "", whole = "", part = ""] = found;
  const value = BigInt(whole) * 100n + BigInt(part.padEnd(2, "0"));
  return sign ? -value : value;
}

/** `150050n` as `1500.50`: how the API writes and reads amounts. */
export function decimal(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(3, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
