import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { api, told, type Schemas } from "@/api/client";
import { Button } from "@/ui/button";
import { Page } from "@/ui/page";
import { Records, type RecordColumn } from "@/ui/records";
import { Empty, Failed } from "@/ui/states";
import { useLabel, useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { Section } from "../shared/Section";
import { texts as sharedTexts } from "../shared/words";
import { texts } from "./words";

type Account = Schemas["IntegrationAccount"];
type Refused = Schemas["RefusedDeliveries"];
type Unread = Schemas["UnreadEvent"];

/** What the providers send: who they are, what was refused, and what nobody could read. */
export function IntegrationsPage() {
  const said = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const label = useLabel();
  const format = useFormat();
  const dates = useFormat("UTC");
  const sends = useQuery({
    queryKey: ["integration"],
    queryFn: async ({ signal }) => (await told(api.GET("/api/admin/integrations", { signal }))).data,
  });
  const provider = {
    id: "provider",
    title: said.provider,
    cell: (row: Account | Refused | Unread) => label("provider", row.provider),
  };
  const accounts: RecordColumn<Account>[] = [provider, { id: "name", title: said.account, cell: (row) => row.name }];
  const refused: RecordColumn<Refused>[] = [
    { id: "day", title: said.day, cell: (row) => row.date && dates.day(`${row.date}T00:00:00Z`) },
    provider,
    { id: "reason", title: said.reason, cell: (row) => said.refusal[row.reason] ?? row.reason },
    { id: "count", title: said.count, right: true, cell: (row) => format.number(row.count) },
  ];
  const problem = (text: string | null | undefined) => {
    if (!text) return null;
    // `too_long_ago` as it is, or with what was found behind it.
    const [code = ""] = text.split(":");
    return said.problem[code] ? said.problem[code] + text.slice(code.length) : text;
  };
  const unread: RecordColumn<Unread>[] = [
    { id: "received", title: said.received, cell: (row) => `${format.day(row.receivedAt)} ${format.time(row.receivedAt)}` },
    provider,
    { id: "account", title: said.account, wide: true, cell: (row) => row.account },
    { id: "path", title: said.path, cell: (row) => row.path },
    { id: "problem", title: said.reason, cell: (row) => problem(row.problem) },
  ];
  const data = sends.data;
  const loading = sends.isPending;
  return (
    <Page
      title={said.title}
      scrolls
      actions={
        <Button onClick={() => void sends.refetch()}>
          <RefreshCw size={16} aria-hidden />
          {shared.refresh}
        </Button>
      }
    >
      {sends.isError ? (
        <Failed error={sends.error} onRetry={() => void sends.refetch()} />
      ) : (
        <div className="flex flex-col gap-6">
          <Section title={said.accounts}>
            <Records label={said.accounts} columns={accounts} rows={data?.accounts ?? []} rowKey={(row) => `${row.provider} ${row.name}`} loading={loading}>
              <Empty title={said.noAccounts} hint={said.noAccountsHint} />
            </Records>
          </Section>
          <Section title={said.refused} hint={said.refusedHint}>
            <Records
              label={said.refused}
              columns={refused}
              rows={data?.refused ?? []}
              rowKey={(row) => `${row.date} ${row.provider} ${row.reason}`}
              loading={loading}
            >
              <Empty title={said.noRefused} />
            </Records>
          </Section>
          <Section title={said.unread} hint={said.unreadHint}>
            <Records label={said.unread} columns={unread} rows={data?.unread ?? []} rowKey={(row) => row.seq} loading={loading}>
              <Empty title={said.noUnread} />
            </Records>
          </Section>
        </div>
      )}
    </Page>
  );
}
