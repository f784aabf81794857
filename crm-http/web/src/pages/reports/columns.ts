import type { Schemas } from "@/api/client";
import type { FigureColumn } from "@/figures/FigureTable";
import { useTexts } from "@/words";
import { texts } from "./words";

interface Calls {
  calls: Schemas["CallFigures"];
}
interface Orders {
  orders: Schemas["OrderFigures"];
}
interface Closings {
  closings: Schemas["ClosingFigures"];
}
interface Costs {
  costs: Schemas["CostFigures"];
}
interface Work {
  workTime: Record<string, number>;
}

/** The columns that reports share, by what their rows have. */
export function useColumns() {
  const titles = useTexts(texts).columns;
  const calls: FigureColumn<Calls>[] = [
    { id: "calls", title: titles.calls, kind: "count", formula: "total_calls", value: (row) => row.calls.total },
    { id: "accepted", title: titles.accepted, kind: "count", formula: "accepted_calls", value: (row) => row.calls.accepted },
    { id: "missed", title: titles.missed, kind: "count", formula: "missed_calls", value: (row) => row.calls.missed },
    { id: "rate", title: titles.rate, kind: "share", formula: "acceptance_rate", value: (row) => row.calls.acceptanceRate },
    { id: "talk", title: titles.talk, kind: "length", formula: "talk_time", value: (row) => row.calls.talkSeconds },
  ];
  const written: FigureColumn<Orders>[] = [
    { id: "orders", title: titles.orders, kind: "count", formula: "total_orders", value: (row) => row.orders.total },
  ];
  const orders: FigureColumn<Orders>[] = [
    ...written,
    { id: "conversion", title: titles.conversion, kind: "share", formula: "conversion", value: (row) => row.orders.conversion },
  ];
  const closings: FigureColumn<Closings>[] = [
    { id: "closed", title: titles.closed, kind: "count", formula: "closed_orders", value: (row) => row.closings.closed },
    { id: "share", title: titles.share, kind: "share", formula: "completed_share", value: (row) => row.closings.completedShare },
    { id: "turnover", title: titles.turnover, kind: "money", formula: "turnover", value: (row) => row.closings.turnover },
    { id: "check", title: titles.check, kind: "money", formula: "average_check", value: (row) => row.closings.averageCheck },
  ];
  const costs: FigureColumn<Costs>[] = [
    { id: "cost", title: titles.cost, kind: "money", formula: "campaign_cost", value: (row) => row.costs.cost },
    { id: "roi", title: titles.roi, kind: "share", formula: "campaign_roi", value: (row) => row.costs.roi },
    { id: "perCall", title: titles.perCall, kind: "money", formula: "cost_per_call", value: (row) => row.costs.costPerCall },
    { id: "perOrder", title: titles.perOrder, kind: "money", formula: "cost_per_order", value: (row) => row.costs.costPerOrder },
  ];
  const work: FigureColumn<Work>[] = [
    { id: "work", title: titles.work, kind: "length", formula: "work_time", value: (row) => secondsIn(row.workTime) },
  ];
  return { titles, calls, written, orders, closings, costs, work };
}

const secondsIn = (workTime: Record<string, number>) => Object.values(workTime).reduce((sum, seconds) => sum + seconds, 0);
