import { isDate, readTexts } from "@/lists/address";

/** Dates are `YYYY-MM-DD`, on the clocks of the zone that the figures count in. */
export const PRESETS = ["today", "yesterday", "week", "lastWeek", "month", "lastMonth", "days30", "year"] as const;
export type Preset = (typeof PRESETS)[number];

/** What an address says of a period: one by name, or own dates. */
export interface PeriodSearch {
  period?: Preset | undefined;
  from?: string | undefined;
  to?: string | undefined;
  zone?: string | undefined;
}

export interface Days {
  startDate: string;
  /** Included. */
  endDate: string;
}

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

const checks = {
  period: (value: string) => PRESETS.some((preset) => preset === value),
  from: isDate,
  to: isDate,
  zone: isZone,
};

export const readPeriod = (given: Record<string, unknown>) => readTexts(checks, given) as PeriodSearch;

/** The present date on a zone's clocks. */
export function todayIn(timeZone: string, now = new Date()): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** A date as noon of UTC, where days are added without a clock changing. */
const noon = (date: string) => new Date(`${date}T12:00:00Z`);
const dateOf = (at: Date) => at.toISOString().slice(0, 10);

function addDays(date: string, days: number): string {
  const at = noon(date);
  at.setUTCDate(at.getUTCDate() + days);
  return dateOf(at);
}

const firstOfMonth = (date: string) => `${date.slice(0, 8)}01`;
const monday = (date: string) => addDays(date, -((noon(date).getUTCDay() + 6) % 7));

/** What is not over yet ends today: days to come have no figures. */
function daysOf(preset: Preset, today: string): Days {
  const until = (startDate: string, endDate = today) => ({ startDate, endDate });
  switch (preset) {
    case "today":
      return until(today);
    case "yesterday":
      return until(addDays(today, -1), addDays(today, -1));
    case "week":
      return until(monday(today));
    case "lastWeek":
      return until(addDays(monday(today), -7), addDays(monday(today), -1));
    case "month":
      return until(firstOfMonth(today));
    case "lastMonth": {
      const end = addDays(firstOfMonth(today), -1);
      return until(firstOfMonth(end), end);
    }
    case "days30":
      return until(addDays(today, -29));
    case "year":
      return until(`${today.slice(0, 4)}-01-01`);
  }
}

/** The days of an address; where one own date is missing, it is the other one. */
export function daysIn({ period, from, to }: PeriodSearch, usual: Preset, today: string): Days {
  const [first, last] = [from ?? to, to ?? from];
  if (!first || !last) return daysOf(period ?? usual, today);
  return first <= last ? { startDate: first, endDate: last } : { startDate: last, endDate: first };
}

export function countDays({ startDate, endDate }: Days): number {
  return Math.round((noon(endDate).getTime() - noon(startDate).getTime()) / 86_400_000) + 1;
}
