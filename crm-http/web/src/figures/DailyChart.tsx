import { useMemo } from "react";
import type { Schemas } from "@/api/client";
import { Skeleton } from "@/ui/states";
import { Chart } from "@/ui/chart/Chart";
import type { Series } from "@/ui/chart/series";
import { useTexts } from "@/words";
import { useFigures } from "./format";
import { texts } from "./words";

/** Calls and orders by day: those accepted as bars, all calls and orders as lines. */
export function DailyChart({ days }: { days: readonly Schemas["DayFigures"][] | undefined }) {
  const said = useTexts(texts);
  const figures = useFigures();
  const series = useMemo<Series[]>(
    () => [
      { label: said.daily.accepted, look: "bars", tone: "good", values: days?.map((day) => day.accepted) ?? [] },
      { label: said.daily.calls, look: "line", tone: "accent", values: days?.map((day) => day.calls) ?? [] },
      { label: said.daily.orders, look: "dashes", tone: "warn", values: days?.map((day) => day.orders) ?? [] },
    ],
    [days, said],
  );
  const write = (value: number) => figures.write("count", value);
  const first = days?.[0];
  const last = days?.at(-1);
  if (!days || !first || !last) return <Skeleton className="h-67 shrink-0" />;
  const sum = (of: (day: Schemas["DayFigures"]) => number) => write(days.reduce((total, day) => total + of(day), 0));
  const about = said.chart(
    figures.write("date", first.date),
    figures.write("date", last.date),
    sum((day) => day.calls),
    sum((day) => day.accepted),
    sum((day) => day.orders),
  );
  return <Chart about={about} points={days.map((day) => figures.shortDate(day.date))} series={series} write={write} />;
}
