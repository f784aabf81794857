import { useMemo } from "react";
import { api, told, type Schemas } from "@/api/client";
import type { FigureColumn } from "@/figures/FigureTable";
import { sumOfMoney, useFigures } from "@/figures/format";
import { Chart } from "@/ui/chart/Chart";
import type { Series } from "@/ui/chart/series";
import { Skeleton } from "@/ui/states";
import { useTexts } from "@/words";
import { useAsked, useOverall, useReport } from "./asked";
import { useColumns } from "./columns";
import { Report } from "./Report";
import { texts } from "./words";

export function Campaigns() {
  const said = useTexts(texts);
  const { query } = useAsked();
  const of = useColumns();
  const report = useReport("campaigns", query, (asked, signal) => told(api.GET("/api/stats/campaigns", { params: { query: asked }, signal })));
  const all = useOverall().data;
  const name: FigureColumn<Schemas["CampaignStats"]> = { id: "name", title: of.titles.name, kind: "text", value: (row) => row.name };
  const cost = sumOfMoney(report.data?.map((row) => row.costs.cost) ?? []);
  return (
    <Report
      label={said.tabs.campaigns}
      report={report}
      columns={[name, ...of.closings, ...of.costs, ...of.calls, ...of.orders]}
      rowKey={(row) => row.id}
      total={all && { ...all, id: 0, name: "", costs: { cost } }}
      usual="-turnover"
      more={[said.costNote]}
    >
      {report.data?.length !== 0 && <Bars rows={report.data} />}
    </Report>
  );
}

/** A drawing needs floats; what is read and added up stays exact. */
const height = (money: string | null | undefined) => (money == null ? null : Number(money));

function Bars({ rows }: { rows: readonly Schemas["CampaignStats"][] | undefined }) {
  const said = useTexts(texts);
  const figures = useFigures();
  const series = useMemo<Series[]>(
    () => [
      { label: said.columns.turnover, look: "bars", tone: "accent", values: rows?.map((row) => height(row.closings.turnover)) ?? [] },
      { label: said.columns.cost, look: "frames", tone: "warn", values: rows?.map((row) => height(row.costs.cost)) ?? [] },
    ],
    [rows, said],
  );
  if (!rows) return <Skeleton className="h-67 shrink-0" />;
  return (
    <Chart
      about={said.chart(rows.length)}
      points={rows.map((row) => row.name)}
      series={series}
      write={(value) => figures.write("count", value)}
    />
  );
}
