import { useQuery } from "@tanstack/react-query";
import { api, told, type Schemas } from "@/api/client";
import { Button } from "@/ui/button";
import { Records, type RecordColumn } from "@/ui/records";
import { Empty, Failed } from "@/ui/states";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { texts } from "./words";

type UnknownLine = Schemas["UnknownLine"];

/** Numbers that calls came to and that are no line. Calls make them, so their events have the list read anew. */
export const useUnknownLines = () =>
  useQuery({
    queryKey: ["call", "unknown-lines"],
    queryFn: async ({ signal }) => (await told(api.GET("/api/admin/unknown-lines", { signal }))).data,
  });

interface Props {
  list: ReturnType<typeof useUnknownLines>;
  onMake: (number: string) => void;
}

export function UnknownLines({ list, onMake }: Props) {
  const said = useTexts(texts);
  const format = useFormat();
  const at = (time: string) => `${format.day(time)} ${format.time(time)}`;
  const columns: RecordColumn<UnknownLine>[] = [
    { id: "number", title: said.number, cell: (line) => <span className="font-medium">{format.phone(line.number)}</span> },
    { id: "calls", title: said.calls, right: true, cell: (line) => format.number(line.calls) },
    { id: "since", title: said.since, cell: (line) => at(line.firstSeen) },
    { id: "last", title: said.last, wide: true, cell: (line) => at(line.lastSeen) },
  ];
  if (list.isError) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      <p className="text-soft">{said.unknownHint}</p>
      <Records
        label={said.unknownTitle}
        columns={columns}
        rows={list.data ?? []}
        rowKey={(line) => line.number}
        loading={list.isPending}
        actions={(line) => (
          <Button aria-label={said.makeThis(format.phone(line.number))} onClick={() => onMake(line.number)}>
            {said.make}
          </Button>
        )}
      >
        <Empty title={said.noUnknown} hint={said.noUnknownHint} />
      </Records>
    </>
  );
}
