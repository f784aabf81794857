import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { api, told, type Schemas } from "@/api/client";
import { Button } from "@/ui/button";
import { Page } from "@/ui/page";
import { Records, type RecordColumn } from "@/ui/records";
import { Empty, Failed, Skeleton } from "@/ui/states";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { Facts } from "./Facts";
import { Section } from "../shared/Section";
import { texts as sharedTexts } from "../shared/words";
import { texts } from "./words";

/** What the database tells of itself at this moment. */
export function DatabasePage() {
  const said = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const report = useQuery({
    queryKey: ["database"],
    queryFn: async ({ signal }) => (await told(api.GET("/api/admin/database", { signal }))).data,
    staleTime: 0,
  });
  return (
    <Page
      title={said.title}
      scrolls
      actions={
        <Button disabled={report.isFetching} onClick={() => void report.refetch()}>
          <RefreshCw size={16} aria-hidden />
          {shared.refresh}
        </Button>
      }
    >
      {report.isError ? (
        <Failed error={report.error} onRetry={() => void report.refetch()} />
      ) : report.isPending ? (
        <div role="status" className="flex flex-col gap-4">
          <span className="sr-only">{said.loading}</span>
          <Skeleton className="h-40" />
          <Skeleton className="h-60" />
        </div>
      ) : (
        <Report report={report.data} />
      )}
    </Page>
  );
}

/** `1536` as `1,5 КБ`. */
function useBytes() {
  const { units } = useTexts(texts);
  const format = useFormat();
  return (bytes: number) => {
    const power = Math.min(units.length - 1, bytes > 0 ? Math.floor(Math.log2(bytes) / 10) : 0);
    return `${format.number(Math.round((bytes / 1024 ** power) * 10) / 10)} ${units[power]}`;
  };
}

function Report({ report }: { report: Schemas["Database"] }) {
  const said = useTexts(texts);
  const format = useFormat();
  const bytes = useBytes();
  const { file, connections, backlog, standby, oldestTransactionMs, tables, statements } = report;
  const seconds = (ms: number) => format.seconds(Math.floor(ms / 1000));
  const tableColumns: RecordColumn<Schemas["DatabaseTable"]>[] = [
    { id: "name", title: said.table, cell: ({ name }) => name },
    { id: "bytes", title: said.bytes, right: true, cell: (table) => bytes(table.bytes) },
    { id: "rows", title: said.rows, right: true, cell: ({ rows }) => format.number(rows) },
  ];
  const statementColumns: RecordColumn<Schemas["DatabaseStatement"]>[] = [
    { id: "text", title: said.statement, cell: ({ text }) => <code className="text-xs break-all">{text}</code> },
    { id: "calls", title: said.calls, right: true, cell: ({ calls }) => format.number(calls) },
    { id: "mean", title: said.mean, right: true, cell: ({ meanMs }) => format.number(Math.round(meanMs * 10) / 10) },
    { id: "total", title: said.total, right: true, cell: ({ totalMs }) => format.number(Math.round(totalMs)) },
  ];
  return (
    <div className="flex flex-col gap-6">
      <Facts
        title={said.about}
        facts={[
          [said.kind, `${report.kind} ${report.engineVersion}`],
          [said.schema, format.number(report.schema)],
          [said.bytes, bytes(report.bytes)],
          file && [said.file.free, bytes(file.freePages * file.pageBytes)],
          file && [said.file.log, bytes(file.logBytes)],
          oldestTransactionMs != null && [said.oldest, seconds(oldestTransactionMs)],
          standby && [said.standby, standby.lagMs == null ? said.noLag : seconds(standby.lagMs)],
        ]}
        {...(oldestTransactionMs != null && { hint: said.oldestHint })}
      />
      {connections && (
        <Facts
          title={said.connections}
          facts={[
            ...connections.own.map(({ state, count }) => [said.own(said.states[state] ?? state), format.number(count)] as const),
            [said.ofServer, format.number(connections.ofServer)],
            [said.serverLimit, format.number(connections.serverLimit)],
          ]}
        />
      )}
      {backlog && (
        <Facts
          title={said.backlog}
          hint={said.backlogHint}
          facts={(["deltas", "events", "audit"] as const).map((name) => [said[name], format.number(backlog[name])])}
        />
      )}
      {tables && (
        <Section title={said.tables}>
          <Records label={said.tables} columns={tableColumns} rows={tables} rowKey={({ name }) => name} />
        </Section>
      )}
      <Section title={said.statements}>
        <Records label={said.statements} columns={statementColumns} rows={statements ?? []} rowKey={({ text }) => text}>
          <Empty title={said.noStatements} hint={file ? said.noStatementsOnSqlite : (report.noStatements ?? undefined)} />
        </Records>
      </Section>
    </div>
  );
}
