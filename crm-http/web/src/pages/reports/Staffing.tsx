import { api, told, type Schemas } from "@/api/client";
import { FigureTable, type FigureColumn } from "@/figures/FigureTable";
import { Notes } from "@/figures/Notes";
import { Empty, Failed, Skeleton } from "@/ui/states";
import { useTexts } from "@/words";
import { useFormat, useOfficeZone } from "@/words/format";
import { useAsk, useAsked, useReport } from "./asked";
import { PlanGrid } from "./PlanGrid";
import { PlanParameters } from "./PlanParameters";
import { texts } from "./words";

type Row = Schemas["StaffingRow"];
const MOST_DAYS = 31;

/** How many people each interval would have taken: of one day in detail, of more days at a glance. */
export function Staffing() {
  const all = useTexts(texts);
  const said = all.staffing;
  const { search, days, period, city } = useAsked();
  const ask = useAsk();
  const { interval, target, answerSeconds, maxOccupancy, shrinkage, patience, handleSeconds } = search;
  const parameters = Object.fromEntries(
    Object.entries({ interval, target, answerSeconds, maxOccupancy, shrinkage, patience, handleSeconds }).filter(([, value]) => value !== undefined),
  );
  const isTooLong = days !== undefined && days.count > MOST_DAYS;
  const query = period && !isTooLong ? { ...period, ...city, ...parameters } : undefined;
  const plan = useReport("staffing", query, (asked, signal) => told(api.GET("/api/stats/staffing", { params: { query: asked }, signal })));
  const columns = usePlanColumns();
  const zone = useOfficeZone();
  const rows = plan.data;
  const [first, last] = [rows?.[0], rows?.at(-1)];
  const basis = first && last ? { from: first.from, to: last.to, zone } : undefined;
  return (
    <>
      <PlanParameters value={search} onChange={ask} />
      {isTooLong ? (
        <Empty title={said.tooLong} hint={said.tooLongHint} />
      ) : plan.isLoadingError ? (
        <Failed error={plan.error} onRetry={() => void plan.refetch()} />
      ) : days?.count === 1 ? (
        <FigureTable
          label={said.table}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.from}
          sort={search.sort}
          usual="time"
          onSort={(sort) => ask({ sort })}
          isStale={plan.isPlaceholderData}
        >
          <Empty title={all.empty} hint={all.emptyHint} />
        </FigureTable>
      ) : rows ? (
        <PlanGrid rows={rows} isStale={plan.isPlaceholderData} onDay={(day) => ask({ period: undefined, from: day, to: day })} />
      ) : (
        <Skeleton className="h-96 shrink-0" />
      )}
      <Notes
        basis={basis}
        formulas={["net_staff", "gross_staff", "offered", "handled", "average_handle_time", "occupancy", rows?.[0]?.model ?? "erlang_c"]}
        more={[...(days && days.count > 1 ? [said.cells] : []), said.assumed]}
      />
    </>
  );
}

function usePlanColumns(): FigureColumn<Row>[] {
  const said = useTexts(texts).staffing;
  const format = useFormat();
  const clock = (at: string) => format.time(at).slice(0, 5);
  return [
    { id: "time", title: said.time, kind: "text", value: (row) => row.from, cell: (row) => `${clock(row.from)}–${clock(row.to)}` },
    { id: "offered", title: said.offered, kind: "count", formula: "offered", value: (row) => row.offered },
    { id: "handled", title: said.handled, kind: "count", formula: "handled", value: (row) => row.handled },
    { id: "average", title: said.average, kind: "length", formula: "average_handle_time", value: (row) => row.handleSeconds },
    { id: "net", title: said.net, kind: "count", formula: "net_staff", value: (row) => row.net },
    { id: "gross", title: said.gross, kind: "count", formula: "gross_staff", value: (row) => row.gross },
    { id: "level", title: said.level, kind: "share", value: (row) => row.expected?.serviceLevel },
    { id: "wait", title: said.wait, kind: "length", value: (row) => row.expected?.averageWaitSeconds },
    { id: "occupancy", title: said.occupancy, kind: "share", formula: "occupancy", value: (row) => row.expected?.occupancy },
  ];
}
