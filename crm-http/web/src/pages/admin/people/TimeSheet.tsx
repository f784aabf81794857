import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, told, type Schemas } from "@/api/client";
import { Field } from "@/ui/field";
import { Records, type RecordColumn } from "@/ui/records";
import { Empty, Failed } from "@/ui/states";
import { useTexts } from "@/words";
import { useFormat, useOfficeZone } from "@/words/format";
import { addDays, dayIn } from "@/words/zones";
import type { Person } from "./person";
import { texts } from "./words";
import { WorkLog } from "./WorkLog";

type Spent = Schemas["Spent"];
const AT_WORK = ["online", "busy", "wrap_up"];

/** What somebody's time was spent on, day by day; a day opens as it went. */
export function TimeSheet({ person }: { person: Person }) {
  const said = useTexts(texts).time;
  const format = useFormat("UTC");
  const zone = useOfficeZone();
  const today = dayIn(new Date(), zone);
  const [from, setFrom] = useState(addDays(today, -13));
  const [to, setTo] = useState(today);
  const [day, setDay] = useState<string>();
  const sheet = useQuery({
    queryKey: ["operator", "time", person.id, from, to],
    queryFn: ({ signal }) =>
      told(api.GET("/api/operators/{id}/time", { params: { path: { id: person.id }, query: { from, to } }, signal })),
    enabled: from !== "" && to !== "" && from <= to,
  });
  const sum = (spent: Spent[], states: string[]) =>
    spent.filter(({ state }) => states.includes(state)).reduce((all, { seconds }) => all + seconds, 0);
  const dayOf = (date: string) => format.day(`${date}T00:00:00Z`);
  type Row = { date: string; spent: Spent[] };
  const figure = (id: string, title: string, states: string[]): RecordColumn<Row> => {
    return { id, title, right: true, cell: ({ spent }) => format.seconds(sum(spent, states)) };
  };
  const columns: RecordColumn<Row>[] = [
    { id: "day", title: said.day, cell: ({ date }) => (date ? dayOf(date) : said.total) },
    figure("work", said.work, AT_WORK),
    figure("busy", said.busy, ["busy"]),
    figure("break", said.break, ["break"]),
  ];
  const { days = [], total = [] } = sheet.data?.data ?? {};
  const rows = days.toReversed();
  if (day) return <WorkLog person={person} day={day} onBack={() => setDay(undefined)} />;
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3">
        <Field label={said.from} type="date" value={from} max={to} onChange={(event) => setFrom(event.target.value)} />
        <Field
          label={said.to}
          type="date"
          value={to}
          error={from && to && from > to ? said.badPeriod : undefined}
          onChange={(event) => setTo(event.target.value)}
        />
      </div>
      {sheet.isError ? (
        <Failed error={sheet.error} onRetry={() => void sheet.refetch()} />
      ) : (
        <>
          <Records
            label={said.label}
            columns={columns}
            rows={rows}
            rowKey={({ date }) => date}
            loading={sheet.isLoading}
            onOpen={({ date }) => setDay(date)}
          >
            <Empty title={said.empty} hint={said.emptyHint} />
          </Records>
          {rows.length > 1 && <Records label={said.total} columns={columns} rows={[{ date: "", spent: total }]} rowKey={() => 0} />}
        </>
      )}
    </div>
  );
}
