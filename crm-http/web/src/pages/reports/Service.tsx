import { api, told, type Schemas } from "@/api/client";
import { FigureTable, type FigureColumn } from "@/figures/FigureTable";
import { useFigures } from "@/figures/format";
import { FactGrid } from "@/figures/FactGrid";
import { Fact, Facts, Plain } from "@/figures/Facts";
import { HandlingFacts, Judgement } from "@/figures/Groups";
import { Notes } from "@/figures/Notes";
import { Badge } from "@/ui/badge";
import { Select } from "@/ui/field";
import { Failed } from "@/ui/states";
import { codes, useLabel, useTexts } from "@/words";
import { useAsk, useAsked, useReport } from "./asked";
import { NumberField } from "./NumberField";
import { BOUNDS, type ReportsSearch } from "./search";
import { texts } from "./words";

type Level = Schemas["ServiceLevelOf"];
const FORMULAS = [
  ...["service_level", "offered", "handled", "abandoned", "abandonment", "short_abandonment"],
  ...["average_handle_time", "average_speed_of_answer", "occupancy"],
];

/** The service level by every variant, and the one that is used against its target. */
export function Service() {
  const said = useTexts(texts);
  const label = useLabel();
  const figures = useFigures();
  const { search, query } = useAsked();
  const ask = useAsk();
  const { answerSeconds, shortSeconds, target, variant } = search;
  const thresholds = { ...(answerSeconds !== undefined && { answerSeconds }), ...(shortSeconds !== undefined && { shortSeconds }) };
  const asked = query && { ...query, ...thresholds };
  const levels = useReport("levels", asked, (given, signal) =>
    told(api.GET("/api/stats/service-level", { params: { query: given }, signal })),
  );
  const judged = asked && { ...asked, ...(target !== undefined && { target }), ...(variant && { variant }) };
  const calls = useReport("calls", judged, (given, signal) => told(api.GET("/api/calls/stats", { params: { query: given }, signal })));
  const used = calls.data?.queue.serviceLevel;
  const columns: FigureColumn<Level>[] = [
    {
      id: "variant",
      title: said.service.variant,
      kind: "text",
      value: (row) => label("serviceLevelVariant", row.variant),
      cell: (row, written) => (
        <span className="inline-flex items-center gap-2">
          {written}
          {row.variant === used?.variant && <Badge tone="news">{said.service.used}</Badge>}
        </span>
      ),
    },
    { id: "formula", title: said.service.formula, kind: "text", value: (row) => row.formula },
    { id: "value", title: said.service.value, kind: "share", value: (row) => row.value, formula: "service_level" },
  ];
  const failed = levels.isLoadingError ? levels : calls.isLoadingError ? calls : undefined;
  const counts = levels.data?.counts;
  return (
    <>
      <Parameters value={search} used={used} onChange={ask} />
      {failed ? (
        <Failed error={failed.error} onRetry={() => void failed.refetch()} />
      ) : (
        <>
          <FactGrid waitsFor={used && counts ? undefined : 2} isStale={calls.isPlaceholderData}>
            {calls.data && used && counts && (
              <>
                <Facts title={label("serviceLevelVariant", used.variant)}>
                  <Fact formula="service_level" kind="share" value={used.value}>
                    <Judgement level={used} />
                  </Fact>
                  <HandlingFacts handling={calls.data.handling} />
                  <Fact formula="abandonment" kind="share" value={calls.data.queue.abandonment} />
                  <Fact formula="short_abandonment" kind="share" value={calls.data.queue.shortAbandonment} />
                </Facts>
                <Facts title={said.service.waits}>
                  <Plain name={said.service.answeredInTime} kind="count" value={counts.answeredInTime} />
                  <Plain name={said.service.answeredLate} kind="count" value={counts.answeredLate} />
                  <Plain name={said.service.abandonedShort} kind="count" value={counts.abandonedShort} />
                  <Plain name={said.service.abandonedEarly} kind="count" value={counts.abandonedEarly} />
                  <Plain name={said.service.abandonedLate} kind="count" value={counts.abandonedLate} />
                </Facts>
              </>
            )}
          </FactGrid>
          <FigureTable
            label={said.service.table}
            columns={columns}
            rows={levels.data?.levels}
            rowKey={(row) => row.variant}
            sort={search.sort}
            usual="-value"
            onSort={(sort) => ask({ sort })}
            isStale={levels.isPlaceholderData}
          />
          <p role="status" className="sr-only">
            {used && said.service.result(figures.write("share", used.value), figures.write("share", used.target), used.answerSeconds)}
          </p>
          <Notes basis={levels.data?.period} formulas={FORMULAS} more={[said.service.legend]} />
        </>
      )}
    </>
  );
}

interface ParametersProps {
  value: ReportsSearch;
  used: Schemas["ServiceLevel"] | undefined;
  onChange: (part: Partial<ReportsSearch>) => void;
}

function Parameters({ value, used, onChange }: ParametersProps) {
  const said = useTexts(texts);
  const label = useLabel();
  const usual = (number: number | undefined) => (number === undefined ? "" : String(number));
  const variants = codes("serviceLevelVariant").map((code) => ({ value: code, label: label("serviceLevelVariant", code) }));
  return (
    <div className="flex flex-wrap items-start gap-2 *:w-44">
      <div className="min-w-64">
        <Select
          reserved
          label={said.service.variant}
          choices={[{ value: "", label: said.service.usual }, ...variants]}
          value={value.variant ?? ""}
          onChange={({ target }) => onChange({ variant: (target.value || undefined) as ReportsSearch["variant"] })}
        />
      </div>
      <NumberField
        label={said.service.answer}
        value={value.answerSeconds}
        bounds={BOUNDS.answerSeconds}
        usual={usual(used?.answerSeconds)}
        onChange={(answerSeconds) => onChange({ answerSeconds })}
      />
      <NumberField
        label={said.service.short}
        value={value.shortSeconds}
        bounds={BOUNDS.shortSeconds}
        usual={usual(used?.shortSeconds)}
        onChange={(shortSeconds) => onChange({ shortSeconds })}
      />
      <NumberField
        label={said.service.target}
        value={value.target}
        bounds={BOUNDS.target}
        usual={usual(used?.target)}
        onChange={(target) => onChange({ target })}
      />
    </div>
  );
}
