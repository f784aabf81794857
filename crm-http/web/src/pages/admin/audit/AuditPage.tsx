import { RefreshCw } from "lucide-react";
import { api, told } from "@/api/client";
import { useEndless } from "@/lists/endless";
import { Listing } from "@/lists/Listing";
import { Button } from "@/ui/button";
import { Page } from "@/ui/page";
import type { Column } from "@/ui/table";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { useRecordSearch } from "../shared/address";
import { useSubject } from "../shared/subject";
import { texts as sharedTexts } from "../shared/words";
import { EntryCard } from "./EntryCard";
import { Filters } from "./Filters";
import { useActor, type Entry } from "./read";
import { Verify } from "./Verify";
import { texts } from "./words";

/** How many the server tells at once. */
const PAGE = 100;

async function entries(subject: string | undefined, before: string | undefined, signal: AbortSignal) {
  const query = { ...(subject && { subject }), ...(before && { before: Number(before) }) };
  const { data } = await told(api.GET("/api/audit", { params: { query }, signal }));
  const last = data.at(-1);
  const nextCursor = data.length === PAGE && last ? String(last.seq) : null;
  return { data: data.map((entry) => ({ ...entry, id: entry.seq })), pagination: { limit: PAGE, nextCursor, totalIsBound: true } };
}

/** Who did what and when, as far back as it is kept. */
export function AuditPage() {
  const said = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const subject = useSubject();
  const actor = useActor();
  const { search, show } = useRecordSearch();
  // Half a subject, such as `order:`, is a filter that is still being made.
  const sought = search.of && !search.of.endsWith(":") ? search.of : undefined;
  const list = useEndless<Entry>({
    entity: "audit",
    by: sought,
    page: (cursor, signal) => entries(sought, cursor, signal),
  });
  const columns: Column<Entry>[] = [
    {
      id: "when",
      title: said.when,
      width: 9.5,
      cell: (entry) => (
        <>
          <span className="text-soft">{format.day(entry.at)}</span> {format.time(entry.at)}
        </>
      ),
    },
    { id: "who", title: said.who, width: 11, grow: true, cell: (entry) => <span className="font-medium">{actor(entry)}</span> },
    { id: "what", title: said.what, width: 15, grow: true, cell: (entry) => said.action[entry.action] ?? entry.action },
    { id: "about", title: said.about, width: 15, grow: true, cell: (entry) => subject(entry.subject) },
  ];
  return (
    <Page
      title={said.title}
      actions={
        <>
          <Button onClick={list.table.onFresh}>
            <RefreshCw size={16} aria-hidden />
            {shared.refresh}
          </Button>
          <Verify />
        </>
      }
    >
      <Filters value={search.of} onChange={(of) => show({ of, open: undefined }, true)} />
      <Listing
        list={list}
        label={said.list}
        columns={columns}
        onOpen={(entry) => show({ open: entry.seq })}
        chosen={search.open}
        empty={said.empty}
        isFiltered={sought !== undefined}
        onReset={() => show({ of: undefined }, true)}
      />
      {search.open !== undefined && (
        <EntryCard
          key={search.open}
          seq={search.open}
          onClose={() => show({ open: undefined })}
          onSubject={(of) => show({ of, open: undefined })}
        />
      )}
    </Page>
  );
}
