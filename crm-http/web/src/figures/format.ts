import { useMemo } from "react";
import { useWords } from "@/words";
import { useFormat } from "@/words/format";
import { useLook } from "@/words/look";

/** What a figure is, which decides how it is written and compared. */
export type Kind = "text" | "date" | "count" | "share" | "money" | "length";
export type Value = string | number | null | undefined;

/** How figures are written. What could not be computed is a dash, and never a nought. */
export function useFigures() {
  const words = useWords();
  const format = useFormat();
  const lang = useLook((look) => look.lang);
  return useMemo(() => {
    const locale = lang === "ru" ? "ru-RU" : "en-GB";
    const share = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
    // A date is not an instant: it is the same day in every zone.
    const date = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "2-digit", month: "2-digit", year: "2-digit", weekday: "short" });
    const short = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "2-digit", month: "2-digit" });
    const at = (day: string) => new Date(`${day}T12:00:00Z`);
    const write = (kind: Kind, value: Value): string => {
      if (value === null || value === undefined) return words.lists.none;
      if (typeof value === "string") {
        if (kind === "money") return format.money(value);
        return kind === "date" ? date.format(at(value)) : value;
      }
      if (kind === "share") return `${share.format(value)} %`;
      return kind === "length" ? format.seconds(Math.round(value)) : format.number(value);
    };
    return { write, shortDate: (day: string) => short.format(at(day)) };
  }, [words, format, lang]);
}

/** A decimal string in its smallest parts: exact, unlike a float. */
function kopecks(money: string): bigint {
  const [whole = "0", part = ""] = money.replace("-", "").split(".");
  const parts = BigInt(whole) * 100n + BigInt(part.padEnd(2, "0").slice(0, 2));
  return money.startsWith("-") ? -parts : parts;
}

/** The sum of what is given; nothing when nothing is. */
export function sumOfMoney(amounts: readonly (string | null | undefined)[]): string | null {
  const given = amounts.filter((amount) => amount != null);
  if (given.length === 0) return null;
  const sum = given.reduce((total, amount) => total + kopecks(amount), 0n);
  const digits = String(sum < 0n ? -sum : sum).padStart(3, "0");
  return `${sum < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** By value, upwards; what is missing comes last in either direction. */
export function compare(kind: Kind, a: Value, b: Value, isDown: boolean): number {
  if (a == null || b == null) return Number(a == null) - Number(b == null);
  const order = kind === "money" ? Number(kopecks(String(a)) - kopecks(String(b)))
    : typeof a === "number" && typeof b === "number" ? a - b
    : String(a).localeCompare(String(b));
  return isDown ? -order : order;
}
