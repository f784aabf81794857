import { useQuery } from "@tanstack/react-query";
import { api, ifMatch, once, told, type Schemas } from "@/api/client";
import { Badge } from "@/ui/badge";
import type { RecordColumn } from "@/ui/records";
import { Segments } from "@/ui/tabs";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { useRecordSearch } from "../shared/address";
import { ArchiveButton } from "../shared/ArchiveButton";
import { RecordDialog } from "../shared/RecordDialog";
import type { Editing } from "../shared/RecordForm";
import { RecordPage } from "../shared/RecordPage";
import { texts as sharedTexts } from "../shared/words";
import { Costs } from "./Costs";
import { texts } from "./words";

type Campaign = Schemas["Campaign"];
type CampaignDraft = { name: string };

function useEditing(): Editing<Campaign, CampaignDraft> {
  const said = useTexts(texts);
  return {
    entity: "campaign",
    fields: [{ kind: "text", name: "name", label: said.name, maxLength: 50, required: true }],
    draft: (campaign) => ({ name: campaign?.name ?? "" }),
    read: async (id) => (await told(api.GET("/api/campaigns/{id}", { params: { path: { id } } }))).data,
    create: (body, key) => told(api.POST("/api/campaigns", { params: { header: once(key) }, body })),
    change: ({ id, version }, body) =>
      told(api.PATCH("/api/campaigns/{id}", { params: { path: { id }, header: ifMatch(version) }, body })),
    about: { "campaign.name_taken": "name" },
  };
}

export function CampaignsPage() {
  const said = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const { search, show, close } = useRecordSearch();
  const list = useQuery({
    queryKey: ["campaign", "all"],
    queryFn: async ({ signal }) => (await told(api.GET("/api/campaigns", { signal }))).data,
  });
  const editing = useEditing();
  const open = list.data?.find((campaign) => campaign.id === search.open);
  const columns: RecordColumn<Campaign>[] = [
    { id: "name", title: said.name, cell: (campaign) => campaign.name },
    { id: "added", title: shared.of.added, cell: (campaign) => format.day(campaign.createdAt) },
    { id: "state", title: shared.state, cell: (campaign) => campaign.archived && <Badge>{shared.inArchive}</Badge> },
  ];
  return (
    <RecordPage
      title={said.title}
      list={list}
      columns={columns}
      text={(campaign) => campaign.name}
      isGone={(campaign) => campaign.archived}
      empty={said.empty}
      emptyHint={said.emptyHint}
    >
      {search.add && <RecordDialog title={said.adding} editing={editing} row={undefined} onClose={close} />}
      {open && (
        <RecordDialog
          key={open.id}
          as="drawer"
          title={open.name}
          editing={editing}
          row={open}
          onClose={close}
          head={
            <div className="mb-4 flex">
              <Segments
                label={said.parts}
                value={search.part === "form" ? "form" : "costs"}
                choices={[
                  { value: "costs", label: said.costs },
                  { value: "form", label: said.campaign },
                ]}
                onChange={(part) => show({ part }, true)}
              />
            </div>
          }
          instead={search.part === "form" ? undefined : <Costs campaign={open} />}
          actions={
            <ArchiveButton
              entity="campaign"
              name={open.name}
              hint={said.archiveHint}
              isArchived={open.archived}
              onDone={close}
              set={(archived) =>
                told(
                  api.PATCH("/api/campaigns/{id}", {
                    params: { path: { id: open.id }, header: ifMatch(open.version) },
                    body: { archived },
                  }),
                )
              }
            />
          }
        />
      )}
    </RecordPage>
  );
}
