import type { Schemas } from "@/api/client";
import { useTexts } from "@/words";
import type { FigureColumn } from "./FigureTable";
import { texts } from "./words";

/** The columns of a table by day. */
export function useDayColumns(): FigureColumn<Schemas["DayFigures"]>[] {
  const titles = useTexts(texts).daily;
  return [
    { id: "date", title: titles.date, kind: "date", value: (day) => day.date },
    { id: "calls", title: titles.calls, kind: "count", formula: "total_calls", value: (day) => day.calls },
    { id: "accepted", title: titles.accepted, kind: "count", formula: "accepted_calls", value: (day) => day.accepted },
    { id: "missed", title: titles.missed, kind: "count", formula: "missed_calls", value: (day) => day.missed },
    { id: "orders", title: titles.orders, kind: "count", formula: "total_orders", value: (day) => day.orders },
  ];
}
