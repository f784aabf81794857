import { useQuery } from "@tanstack/react-query";
import { api, told } from "@/api/client";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Records, type RecordColumn } from "@/ui/records";
import { Empty, Failed, Skeleton } from "@/ui/states";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { useSubject } from "../shared/subject";
import { particulars, useActor, useValue, type Entry } from "./read";
import { texts } from "./words";

interface Props {
  seq: number;
  onClose: () => void;
  onSubject: (subject: string) => void;
}

/** The entry, and the one before it about the same thing: what a field was is only there. */
async function readEntry(seq: number, signal: AbortSignal) {
  const [entry] = (await told(api.GET("/api/audit", { params: { query: { before: seq + 1 } }, signal }))).data;
  if (entry?.seq !== seq) return null;
  const query = { subject: entry.subject, before: seq };
  const earlier = (await told(api.GET("/api/audit", { params: { query }, signal }))).data;
  const fields = Object.keys(particulars(entry.payload));
  const before = earlier.find(({ payload }) => fields.some((field) => field in particulars(payload)));
  return { entry: { ...entry, id: entry.seq }, before: particulars(before?.payload) };
}

export function EntryCard({ seq, onClose, onSubject }: Props) {
  const said = useTexts(texts);
  const card = useQuery({ queryKey: ["audit", "entry", seq], queryFn: ({ signal }) => readEntry(seq, signal) });
  return (
    <Dialog open as="drawer" onClose={onClose} title={said.card.title}>
      {card.isError ? (
        <Failed error={card.error} onRetry={() => void card.refetch()} />
      ) : card.isPending ? (
        <div role="status" className="flex flex-col gap-3">
          <span className="sr-only">{said.card.loading}</span>
          {Array.from({ length: 6 }, (_, index) => (
            <Skeleton key={index} className="h-5" />
          ))}
        </div>
      ) : card.data ? (
        <Card {...card.data} onSubject={onSubject} />
      ) : (
        <Empty title={said.empty} />
      )}
    </Dialog>
  );
}

interface Row {
  field: string;
  was: string | undefined;
  now: string;
}

function Card({ entry, before, onSubject }: { entry: Entry; before: Record<string, unknown>; onSubject: (subject: string) => void }) {
  const said = useTexts(texts);
  const format = useFormat();
  const subject = useSubject();
  const actor = useActor();
  const value = useValue();
  const now = particulars(entry.payload);
  const rows = Object.keys(now).map((field): Row => {
    const was = field in before ? value(field, before[field]) : undefined;
    return { field: said.of[field] ?? field, was, now: value(field, now[field]) };
  });
  const hasPast = rows.some(({ was }) => was !== undefined);
  const isOther = ({ was, now }: Row) => was !== undefined && was !== now;
  const columns: RecordColumn<Row>[] = [
    { id: "field", title: said.card.field, cell: ({ field }) => <span className="text-soft">{field}</span> },
    ...(hasPast ? [{ id: "was", title: said.card.was, cell: (row: Row) => isOther(row) && <del>{row.was}</del> }] : []),
    {
      id: "now",
      title: said.card.now,
      cell: (row) => <span className={`break-words ${isOther(row) ? "rounded bg-chosen px-1 font-medium" : ""}`}>{row.now}</span>,
    },
  ];
  return (
    <div className="flex flex-col gap-3">
      <p className="text-lg font-semibold">{said.action[entry.action] ?? entry.action}</p>
      <dl className="grid grid-cols-[6rem_1fr] gap-y-1.5">
        <dt className="text-soft">{said.who}</dt>
        <dd>{actor(entry)}</dd>
        <dt className="text-soft">{said.when}</dt>
        <dd>{`${format.day(entry.at)} ${format.time(entry.at)}`}</dd>
        <dt className="text-soft">{said.about}</dt>
        <dd>{subject(entry.subject)}</dd>
      </dl>
      {rows.length > 0 ? (
        <Records label={said.card.details} columns={columns} rows={rows} rowKey={({ field }) => field} />
      ) : (
        <p className="text-soft">{entry.payload === null ? said.card.erased : said.card.nothing}</p>
      )}
      <p className="text-soft">{entry.block == null ? said.card.unsealed : said.card.sealed(format.number(entry.block))}</p>
      <div>
        <Button onClick={() => onSubject(entry.subject)}>{said.card.only}</Button>
      </div>
    </div>
  );
}
