import { useOfficeZone } from "@/words/format";
import { countDays, daysIn, todayIn, type Days, type PeriodSearch, type Preset } from "./period";

interface Chosen extends Days {
  zone: string;
  today: string;
  count: number;
  /** Its figures still change. */
  isLive: boolean;
}

/** The days that an address means; nothing until the office's zone is known. */
export function useDays(search: PeriodSearch, usual: Preset): Chosen | undefined {
  const office = useOfficeZone();
  const zone = search.zone ?? office;
  if (!zone) return undefined;
  const today = todayIn(zone);
  const days = daysIn(search, usual, today);
  return { ...days, zone, today, count: countDays(days), isLive: days.endDate >= today };
}
