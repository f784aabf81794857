import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { api, told, type Schemas } from "@/api/client";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Records, type RecordColumn } from "@/ui/records";
import { Empty, Failed } from "@/ui/states";
import { useLabel, useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { workTones, type Person } from "./person";
import { texts } from "./words";

type Entry = Schemas["WorkStateEntry"];

/** A day of somebody's, state by state. */
export function WorkLog({ person, day, onBack }: { person: Person; day: string; onBack: () => void }) {
  const said = useTexts(texts).time;
  const label = useLabel();
  const format = useFormat();
  const dates = useFormat("UTC");
  const log = useQuery({
    queryKey: ["operator", "work-log", person.id, day],
    queryFn: async ({ signal }) => {
      const query = { from: day, to: day };
      return (await told(api.GET("/api/operators/{id}/work-log", { params: { path: { id: person.id }, query }, signal }))).data;
    },
  });
  const at = (time: string) => `${format.day(time)} ${format.time(time)}`;
  const columns: RecordColumn<Entry>[] = [
    { id: "state", title: said.state, cell: ({ state }) => <Badge tone={workTones[state]}>{label("workState", state)}</Badge> },
    { id: "since", title: said.since, cell: ({ from }) => at(from) },
    { id: "until", title: said.until, cell: ({ to }) => (to ? at(to) : said.lasts) },
    { id: "reason", title: said.reason, cell: ({ reason }) => reason },
  ];
  const title = said.log(dates.day(`${day}T00:00:00Z`));
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center justify-between">
        <h3 className="font-semibold">{title}</h3>
        {/* What was pressed to come here is gone. */}
        <Button {...{ autoFocus: true }} onClick={onBack}>
          <ArrowLeft size={16} aria-hidden />
          {said.back}
        </Button>
      </div>
      {log.isError ? (
        <Failed error={log.error} onRetry={() => void log.refetch()} />
      ) : (
        <Records label={title} columns={columns} rows={log.data ?? []} rowKey={({ from }) => from} loading={log.isPending}>
          <Empty title={said.empty} />
        </Records>
      )}
    </div>
  );
}
