import { DailyChart } from "@/figures/DailyChart";
import { FactGrid } from "@/figures/FactGrid";
import { Fact, Facts } from "@/figures/Facts";
import { CallFacts, HandlingFacts, Judgement, MoneyFacts, OrderFacts, WorkFacts } from "@/figures/Groups";
import { Notes } from "@/figures/Notes";
import { Failed } from "@/ui/states";
import { useLabel, useTexts } from "@/words";
import { useDaily, useOverall } from "./asked";
import { texts } from "./words";

const FORMULAS = [
  ...["total_calls", "accepted_calls", "missed_calls", "acceptance_rate", "talk_time"],
  ...["offered", "handled", "abandoned", "abandonment", "short_abandonment", "service_level"],
  ...["average_handle_time", "average_speed_of_answer", "occupancy"],
  ...["total_orders", "orders_by_status", "conversion", "turnover", "average_check", "closed_orders", "completed_share", "work_time"],
];

/** The whole office at a glance. */
export function Overview() {
  const said = useTexts(texts);
  const label = useLabel();
  const overall = useOverall();
  const daily = useDaily();
  if (overall.isLoadingError) return <Failed error={overall.error} onRetry={() => void overall.refetch()} />;
  const stats = overall.data;
  const level = stats?.queue.serviceLevel;
  return (
    <>
      <FactGrid waitsFor={stats ? undefined : 4} isStale={overall.isPlaceholderData}>
        {stats && level && (
          <>
            <CallFacts title={said.calls} calls={stats.calls} />
            <Facts title={said.queue}>
              <Fact formula="service_level" kind="share" value={level.value}>
                <Judgement level={level} />
              </Fact>
              <Fact formula="offered" kind="count" value={stats.queue.offered} />
              <Fact formula="handled" kind="count" value={stats.queue.handled} />
              <Fact formula="abandoned" kind="count" value={stats.queue.abandoned} />
              <Fact formula="abandonment" kind="share" value={stats.queue.abandonment} />
              <Fact formula="short_abandonment" kind="share" value={stats.queue.shortAbandonment} />
              <HandlingFacts handling={stats.handling} />
            </Facts>
            <OrderFacts title={said.orders} orders={stats.orders} />
            <div className="flex flex-col gap-3">
              <MoneyFacts title={said.money} closings={stats.closings} />
              <WorkFacts title={said.workTime} workTime={stats.workTime} />
            </div>
          </>
        )}
      </FactGrid>
      {daily.isLoadingError ? <Failed error={daily.error} onRetry={() => void daily.refetch()} /> : <DailyChart days={daily.data} />}
      <Notes
        basis={stats?.period}
        formulas={FORMULAS}
        more={level ? [`${label("serviceLevelVariant", level.variant)}: ${level.formula}. ${said.service.legend}`] : []}
      />
    </>
  );
}
