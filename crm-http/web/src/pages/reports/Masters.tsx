import { api, told, type Schemas } from "@/api/client";
import type { FigureColumn } from "@/figures/FigureTable";
import { useTexts } from "@/words";
import { useAsked, useOverall, useReport } from "./asked";
import { useColumns } from "./columns";
import { Report } from "./Report";
import { texts } from "./words";

export function Masters() {
  const said = useTexts(texts);
  const { query } = useAsked();
  const of = useColumns();
  const report = useReport("masters", query, (asked, signal) => told(api.GET("/api/stats/masters", { params: { query: asked }, signal })));
  const all = useOverall().data;
  const name: FigureColumn<Schemas["MasterStats"]> = { id: "name", title: of.titles.person, kind: "text", value: (row) => row.name };
  return (
    <Report
      label={said.tabs.masters}
      report={report}
      columns={[name, ...of.written, ...of.closings]}
      rowKey={(row) => row.id}
      total={all && { ...all, id: 0, name: "" }}
      usual="-turnover"
    />
  );
}
