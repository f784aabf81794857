import { DailyChart } from "@/figures/DailyChart";
import { useDayColumns } from "@/figures/dayColumns";
import { useTexts } from "@/words";
import { useDaily, useOverall } from "./asked";
import { Report } from "./Report";
import { texts } from "./words";

export function Days() {
  const said = useTexts(texts);
  const columns = useDayColumns();
  const daily = useDaily();
  const all = useOverall().data;
  const total = all && { date: "", calls: all.calls.total, accepted: all.calls.accepted, missed: all.calls.missed, orders: all.orders.total };
  return (
    <Report label={said.tabs.days} report={daily} columns={columns} rowKey={(day) => day.date} total={total} usual="-date">
      {!daily.isLoadingError && <DailyChart days={daily.data} />}
    </Report>
  );
}
