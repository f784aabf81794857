import { useQuery } from "@tanstack/react-query";
import { api, ifMatch, once, told, type Schemas } from "@/api/client";
import { useCampaigns, useCities } from "@/lists/named";
import { Badge } from "@/ui/badge";
import type { RecordColumn } from "@/ui/records";
import { Segments } from "@/ui/tabs";
import { useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import { useRecordSearch } from "../shared/address";
import { ArchiveButton } from "../shared/ArchiveButton";
import { emptied, named } from "../shared/draft";
import { RecordDialog } from "../shared/RecordDialog";
import type { Editing } from "../shared/RecordForm";
import { RecordPage } from "../shared/RecordPage";
import { texts as sharedTexts } from "../shared/words";
import { UnknownLines, useUnknownLines } from "./UnknownLines";
import { texts } from "./words";

type Line = Schemas["Line"];
type LineDraft = { number: string; rk: string; city: string; avitoName: string };

/** A line's number is what it is known by: it is said once. */
function useEditing(isNew: boolean, number: string): Editing<Line, LineDraft> {
  const said = useTexts(texts);
  const { choices: campaigns } = useCampaigns();
  const { choices: cities } = useCities();
  return {
    entity: "line",
    fields: [
      ...(isNew ? [{ kind: "text" as const, name: "number" as const, label: said.number, hint: said.numberHint, required: true }] : []),
      { kind: "choice", name: "rk", label: said.campaign, choices: campaigns },
      { kind: "choice", name: "city", label: said.city, choices: cities },
      { kind: "text", name: "avitoName", label: said.account, maxLength: 255 },
    ],
    draft: (line) => ({
      number: line?.number ?? number,
      rk: line?.rk ?? "",
      city: line?.city ?? "",
      avitoName: line?.avitoName ?? "",
    }),
    read: async (id) => (await told(api.GET("/api/lines/{id}", { params: { path: { id } } }))).data,
    create: ({ number, ...of }, key) =>
      told(api.POST("/api/lines", { params: { header: once(key) }, body: { number, ...named(of) } })),
    change: ({ id, version }, { rk, city, avitoName }) => {
      const params = { path: { id }, header: ifMatch(version) };
      return told(api.PATCH("/api/lines/{id}", { params, body: emptied({ rk, city, avitoName }) }));
    },
    about: { "line.number_taken": "number" },
  };
}

export function LinesPage() {
  const words = useWords();
  const said = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const { search, show, close } = useRecordSearch();
  const list = useQuery({
    queryKey: ["line", "all"],
    queryFn: async ({ signal }) => (await told(api.GET("/api/lines", { signal }))).data,
  });
  const unknown = useUnknownLines();
  const editing = useEditing(search.add !== undefined, search.add === "new" ? "" : (search.add ?? ""));
  const open = list.data?.find((line) => line.id === search.open);
  const columns: RecordColumn<Line>[] = [
    { id: "number", title: said.number, cell: (line) => format.phone(line.number) },
    { id: "campaign", title: said.campaign, cell: (line) => line.rk ?? words.lists.none },
    { id: "city", title: said.city, cell: (line) => line.city ?? words.lists.none },
    { id: "account", title: said.account, wide: true, cell: (line) => line.avitoName ?? words.lists.none },
    { id: "state", title: shared.state, cell: (line) => line.archived && <Badge>{shared.inArchive}</Badge> },
  ];
  return (
    <RecordPage
      title={said.title}
      list={list}
      columns={columns}
      text={(line) => [line.number, format.phone(line.number), line.rk, line.city, line.avitoName].join(" ")}
      isGone={(line) => line.archived}
      empty={said.empty}
      emptyHint={said.emptyHint}
      filters={
        <Segments
          label={said.view}
          value={search.view === "unknown" ? "unknown" : "ours"}
          choices={[
            { value: "ours", label: said.ours },
            { value: "unknown", label: said.unknown(unknown.data ? format.number(unknown.data.length) : "…") },
          ]}
          onChange={(view) => show({ view: view === "unknown" ? view : undefined }, true)}
        />
      }
      instead={search.view === "unknown" ? <UnknownLines list={unknown} onMake={(number) => show({ add: number })} /> : undefined}
    >
      {(search.add !== undefined || open) && (
        <RecordDialog
          key={open?.id ?? search.add}
          title={open ? format.phone(open.number) : said.adding}
          editing={editing}
          row={open}
          onClose={() => {
            close();
            void unknown.refetch();
          }}
          actions={
            open && (
              <ArchiveButton
                entity="line"
                name={format.phone(open.number)}
                hint={said.archiveHint}
                isArchived={open.archived}
                onDone={close}
                set={(archived) =>
                  told(
                    api.PATCH("/api/lines/{id}", {
                      params: { path: { id: open.id }, header: ifMatch(open.version) },
                      body: { archived },
                    }),
                  )
                }
              />
            )
          }
        />
      )}
    </RecordPage>
  );
}
