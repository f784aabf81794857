import { useQuery } from "@tanstack/react-query";
import { api, told, type Schemas } from "@/api/client";
import { Badge } from "@/ui/badge";
import { Records, type RecordColumn } from "@/ui/records";
import { Empty, Failed } from "@/ui/states";
import { useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import { clockIn } from "@/words/zones";
import { clocksOf } from "./week";
import { texts } from "./words";

type Kept = Schemas["Attendance"];

interface Props {
  monday: string;
  sunday: string;
  zone: string;
  people: Schemas["Operator"][];
}

/** How the week's shifts were kept, as far as they have passed. */
export function Attendance({ monday, sunday, zone, people }: Props) {
  const words = useWords();
  const said = useTexts(texts);
  const format = useFormat();
  const list = useQuery({
    queryKey: ["shift", "attendance", monday],
    queryFn: async ({ signal }) => {
      const query = { dateFrom: monday, dateTo: sunday };
      return (await told(api.GET("/api/shifts/attendance", { params: { query }, signal }))).data;
    },
    // What is going on is a matter of minutes, and no event tells of it.
    refetchInterval: 60_000,
  });
  const span = (seconds: number) => (seconds > 0 ? format.seconds(seconds) : words.lists.none);
  const state = ({ absent, arrivedAt, lateBySeconds, leftEarlyBySeconds, shift }: Kept) => {
    if (absent) return <Badge tone="bad">{said.absent}</Badge>;
    if (!arrivedAt) return Date.parse(shift.from) > Date.now() ? <Badge>{said.ahead}</Badge> : <Badge tone="warn">{said.waiting}</Badge>;
    return lateBySeconds === 0 && leftEarlyBySeconds === 0 ? <Badge tone="good">{said.kept}</Badge> : null;
  };
  const columns: RecordColumn<Kept>[] = [
    { id: "person", title: said.person, cell: ({ shift }) => people.find(({ id }) => id === shift.operatorId)?.name ?? words.lists.none },
    { id: "shift", title: said.shift, cell: ({ shift }) => `${format.day(shift.from)} ${clocksOf(shift, zone)}` },
    { id: "state", title: said.state, cell: state },
    { id: "arrived", title: said.arrived, cell: ({ arrivedAt }) => (arrivedAt ? clockIn(arrivedAt, zone) : words.lists.none) },
    { id: "late", title: said.late, right: true, cell: (kept) => span(kept.lateBySeconds) },
    { id: "early", title: said.early, right: true, cell: (kept) => span(kept.leftEarlyBySeconds) },
    { id: "worked", title: said.worked, right: true, cell: (kept) => span(kept.workedSeconds) },
    { id: "break", title: said.break, right: true, cell: (kept) => span(kept.breakSeconds) },
  ];
  if (list.isError) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <Records label={said.attendance} columns={columns} rows={list.data ?? []} rowKey={({ shift }) => shift.id} loading={list.isPending}>
      <Empty title={said.noShifts} hint={said.noShiftsHint} />
    </Records>
  );
}
