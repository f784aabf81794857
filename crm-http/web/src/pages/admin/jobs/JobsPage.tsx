import { useInfiniteQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { api, told, type Schemas } from "@/api/client";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Page } from "@/ui/page";
import { Records, type RecordColumn } from "@/ui/records";
import { Empty, Failed } from "@/ui/states";
import { Segments } from "@/ui/tabs";
import { useLabel, useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { useRecordSearch } from "../shared/address";
import { Ask } from "../shared/Ask";
import { useSubject } from "../shared/subject";
import { texts as sharedTexts } from "../shared/words";
import { texts } from "./words";

type Job = Schemas["Job"];
const STATES = ["dead", "queued", "done"] as const;
/** How many the server tells at once. */
const PAGE = 100;

export function JobsPage() {
  const said = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const label = useLabel();
  const format = useFormat();
  const subject = useSubject();
  const { search, show } = useRecordSearch();
  const state = STATES.find((one) => one === search.of) ?? "dead";
  const list = useInfiniteQuery({
    queryKey: ["job", state],
    queryFn: async ({ pageParam, signal }) => {
      const query = { state, ...(pageParam && { before: pageParam }) };
      return (await told(api.GET("/api/admin/jobs", { params: { query }, signal }))).data;
    },
    initialPageParam: 0,
    getNextPageParam: (page: Job[]) => (page.length < PAGE ? undefined : page.at(-1)?.id),
  });
  const at = (time: string) => `${format.day(time)} ${format.time(time)}`;
  const columns: RecordColumn<Job>[] = [
    { id: "queue", title: said.queue, cell: (job) => job.queue },
    { id: "subject", title: said.subject, cell: (job) => subject(job.subject) },
    { id: "attempts", title: said.attempts, right: true, cell: (job) => format.number(job.attempts) },
    { id: "run", title: said.runAt, cell: (job) => (job.leaseUntil ? <Badge tone="news">{said.busy}</Badge> : at(job.runAt)) },
    { id: "added", title: said.added, wide: true, cell: (job) => at(job.createdAt) },
    { id: "error", title: said.error, cell: (job) => <span className="text-bad">{job.lastError}</span> },
  ];
  return (
    <Page
      title={said.title}
      actions={
        <Button onClick={() => void list.refetch()}>
          <RefreshCw size={16} aria-hidden />
          {shared.refresh}
        </Button>
      }
    >
      <p className="text-soft">{said.about}</p>
      <div className="flex">
        <Segments
          label={said.state}
          value={state}
          choices={STATES.map((value) => ({ value, label: label("jobState", value) }))}
          onChange={(of) => show({ of }, true)}
        />
      </div>
      {list.isError ? (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Records
          label={said.title}
          columns={columns}
          rows={list.data?.pages.flat() ?? []}
          rowKey={(job) => job.id}
          loading={list.isPending}
          {...(state === "dead" && {
            actions: (job: Job) => (
              <Ask
                entity="job"
                done={said.retried}
                run={() => told(api.POST("/api/admin/jobs/{id}/retry", { params: { path: { id: job.id } } }))}
              >
                {said.retry}
                <span className="sr-only">{subject(job.subject)}</span>
              </Ask>
            ),
          })}
        >
          <Empty title={said.empty[state]} />
        </Records>
      )}
      {list.hasNextPage && (
        <div>
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {shared.more}
          </Button>
        </div>
      )}
    </Page>
  );
}
