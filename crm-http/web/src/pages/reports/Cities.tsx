import { api, told, type Schemas } from "@/api/client";
import type { FigureColumn } from "@/figures/FigureTable";
import { useTexts } from "@/words";
import { useAsked, useOverall, useReport } from "./asked";
import { useColumns } from "./columns";
import { Report } from "./Report";
import { texts } from "./words";

export function Cities() {
  const said = useTexts(texts);
  const { query } = useAsked();
  const of = useColumns();
  const report = useReport("cities", query, (asked, signal) => told(api.GET("/api/stats/cities", { params: { query: asked }, signal })));
  const all = useOverall().data;
  const name: FigureColumn<Schemas["CityStats"]> = { id: "name", title: of.titles.name, kind: "text", value: (row) => row.name };
  return (
    <Report
      label={said.tabs.cities}
      report={report}
      columns={[name, ...of.calls, ...of.orders, ...of.closings]}
      rowKey={(row) => row.id}
      total={all && { ...all, id: 0, name: "" }}
      usual="-calls"
    />
  );
}
