import type { Schemas } from "@/api/client";
import { Badge } from "@/ui/badge";
import { useLabel, useTexts } from "@/words";
import { Fact, Facts, Plain } from "./Facts";
import { useFigures } from "./format";
import { texts } from "./words";

/** As work goes; a code that this version does not know comes after them. */
const STATUSES: readonly Schemas["Order"]["statusOrder"][] = ["new", "accepted", "en_route", "in_progress", "deferred", "completed", "cancelled", "void"];
const STATES: readonly Schemas["Operator"]["statusWork"][] = ["online", "busy", "wrap_up", "break"];

/** The groups of figures that the office and each person have. */
export function CallFacts({ title, calls }: { title: string; calls: Schemas["CallFigures"] }) {
  return (
    <Facts title={title}>
      <Fact formula="total_calls" kind="count" value={calls.total} />
      <Fact formula="accepted_calls" kind="count" value={calls.accepted} />
      <Fact formula="missed_calls" kind="count" value={calls.missed} />
      <Fact formula="acceptance_rate" kind="share" value={calls.acceptanceRate} />
      <Fact formula="talk_time" kind="length" value={calls.talkSeconds} />
    </Facts>
  );
}

export function OrderFacts({ title, orders }: { title: string; orders: Schemas["OrderFigures"] }) {
  const label = useLabel();
  const others = Object.keys(orders.byStatus).filter((code) => !STATUSES.some((known) => known === code));
  return (
    <Facts title={title}>
      <Fact formula="total_orders" kind="count" value={orders.total} />
      <Fact formula="conversion" kind="share" value={orders.conversion} />
      {[...STATUSES, ...others].map((code) => (
        <Plain key={code} name={label("orderStatus", code)} kind="count" value={orders.byStatus[code]} />
      ))}
    </Facts>
  );
}

export function MoneyFacts({ title, closings }: { title: string; closings: Schemas["ClosingFigures"] }) {
  return (
    <Facts title={title}>
      <Fact formula="turnover" kind="money" value={closings.turnover} />
      <Fact formula="average_check" kind="money" value={closings.averageCheck} />
      <Fact formula="closed_orders" kind="count" value={closings.closed} />
      <Fact formula="completed_share" kind="share" value={closings.completedShare} />
    </Facts>
  );
}

export function WorkFacts({ title, workTime }: { title: string; workTime: Record<string, number> }) {
  const said = useTexts(texts);
  const label = useLabel();
  const states = [...STATES, ...Object.keys(workTime).filter((code) => !STATES.some((known) => known === code))].filter((code) => code in workTime);
  return (
    <Facts title={title}>
      {states.length === 0 && <Plain name={said.personal.none} kind="length" value={null} />}
      {states.map((code) => (
        <Plain key={code} name={label("workState", code)} kind="length" value={workTime[code]} />
      ))}
    </Facts>
  );
}

export function HandlingFacts({ handling }: { handling: Schemas["HandlingFigures"] }) {
  return (
    <>
      <Fact formula="average_handle_time" kind="length" value={handling.averageHandleSeconds} />
      <Fact formula="average_speed_of_answer" kind="length" value={handling.averageAnswerSeconds} />
      <Fact formula="occupancy" kind="share" value={handling.occupancy} />
    </>
  );
}

/** Whether the target was met, in a word and a colour, and what the target is. */
export function Judgement({ level }: { level: Schemas["ServiceLevel"] }) {
  const said = useTexts(texts);
  const figures = useFigures();
  const met = level.isMet;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-soft">
      <Badge tone={met == null ? "plain" : met ? "good" : "bad"}>{met == null ? said.noJudgement : met ? said.met : said.unmet}</Badge>
      {said.target(figures.write("share", level.target), level.answerSeconds)}
    </span>
  );
}
