import { Link } from "@tanstack/react-router";
import { api, told, type Schemas } from "@/api/client";
import type { FigureColumn } from "@/figures/FigureTable";
import { useTexts } from "@/words";
import { useAsked, useOverall, useReport } from "./asked";
import { useColumns } from "./columns";
import { Report } from "./Report";
import { texts } from "./words";

export function Operators() {
  const said = useTexts(texts);
  const { query } = useAsked();
  const of = useColumns();
  const report = useReport("operators", query, (asked, signal) => told(api.GET("/api/stats/operators", { params: { query: asked }, signal })));
  const all = useOverall().data;
  const name: FigureColumn<Schemas["OperatorStats"]> = {
    id: "name",
    title: of.titles.person,
    kind: "text",
    value: (row) => row.name,
    cell: (row, written) => (
      <Link to="/reports/operators/$person" params={{ person: String(row.id) }} search className="text-accent underline-offset-2 hover:underline">
        {written}
      </Link>
    ),
  };
  return (
    <Report
      label={said.tabs.operators}
      report={report}
      columns={[name, ...of.calls, ...of.orders, ...of.closings, ...of.work]}
      rowKey={(row) => row.id}
      total={all && { ...all, id: 0, name: "" }}
      usual="-calls"
    />
  );
}
