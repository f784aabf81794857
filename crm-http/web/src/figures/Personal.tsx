import type { UseQueryResult } from "@tanstack/react-query";
import type { Schemas } from "@/api/client";
import { Failed } from "@/ui/states";
import { useTexts } from "@/words";
import { DailyChart } from "./DailyChart";
import { useDayColumns } from "./dayColumns";
import { FactGrid } from "./FactGrid";
import { Facts } from "./Facts";
import { FigureTable } from "./FigureTable";
import { CallFacts, HandlingFacts, MoneyFacts, OrderFacts, WorkFacts } from "./Groups";
import { Notes } from "./Notes";
import { texts } from "./words";

const FORMULAS = [
  ...["total_calls", "accepted_calls", "missed_calls", "acceptance_rate", "talk_time"],
  ...["average_handle_time", "average_speed_of_answer", "occupancy"],
  ...["total_orders", "orders_by_status", "conversion", "turnover", "average_check", "closed_orders", "completed_share", "work_time"],
];

interface Props {
  report: UseQueryResult<Schemas["PersonalStats"]>;
  sort: string | undefined;
  onSort: (sort: string) => void;
}

/** The figures of one person. */
export function Personal({ report, sort, onSort }: Props) {
  const said = useTexts(texts);
  const columns = useDayColumns();
  const titles = said.personal;
  if (report.isLoadingError) return <Failed error={report.error} onRetry={() => void report.refetch()} />;
  const stats = report.data;
  return (
    <>
      <FactGrid waitsFor={stats ? undefined : 5} isStale={report.isPlaceholderData}>
        {stats && (
          <>
            <CallFacts title={titles.calls} calls={stats.calls} />
            <OrderFacts title={titles.orders} orders={stats.orders} />
            <MoneyFacts title={titles.money} closings={stats.closings} />
            <Facts title={titles.handling}>
              <HandlingFacts handling={stats.handling} />
            </Facts>
            <div className="lg:col-span-2">
              <WorkFacts title={titles.work} workTime={stats.workTime} />
            </div>
          </>
        )}
      </FactGrid>
      <DailyChart days={stats?.dailyStats} />
      <FigureTable
        label={said.daily.table}
        columns={columns}
        rows={stats?.dailyStats}
        rowKey={(day) => day.date}
        sort={sort}
        usual="-date"
        onSort={onSort}
        isStale={report.isPlaceholderData}
      />
      <Notes basis={stats?.period} formulas={FORMULAS} />
    </>
  );
}
