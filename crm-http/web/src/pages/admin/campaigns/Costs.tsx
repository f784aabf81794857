import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { api, ifMatch, once, told, type Schemas } from "@/api/client";
import { all, useCities } from "@/lists/named";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Check } from "@/ui/field";
import { Records, type RecordColumn } from "@/ui/records";
import { Empty, Failed } from "@/ui/states";
import { useTexts } from "@/words";
import { useFormat, useOfficeZone } from "@/words/format";
import { dayIn } from "@/words/zones";
import { Ask } from "../shared/Ask";
import { emptied, named } from "../shared/draft";
import { RecordDialog } from "../shared/RecordDialog";
import type { Editing } from "../shared/RecordForm";
import { texts } from "./words";

type Cost = Schemas["CampaignCost"];
type CostDraft = { amount: string; firstDay: string; lastDay: string; city: string; note: string };

/** As people write money: with a comma and blanks. The server reads the rest. */
const amountOf = (typed: string) => typed.replace(/\s/g, "").replace(",", ".");

function useEditing(campaign: Schemas["Campaign"], today: string): Editing<Cost, CostDraft> {
  const said = useTexts(texts).cost;
  const { choices: cities } = useCities();
  const path = { id: campaign.id };
  return {
    entity: "campaign",
    fields: [
      { kind: "money", name: "amount", label: said.amount, hint: said.amountHint, required: true },
      { kind: "date", name: "firstDay", label: said.firstDay, required: true, size: "half" },
      { kind: "date", name: "lastDay", label: said.lastDay, required: true, size: "half" },
      { kind: "choice", name: "city", label: said.city, choices: cities, placeholder: said.anyCity },
      { kind: "area", name: "note", label: said.note, maxLength: 500 },
    ],
    draft: (cost) => ({
      amount: cost?.amount ?? "",
      firstDay: cost?.firstDay ?? today,
      lastDay: cost?.lastDay ?? today,
      city: cost?.city ?? "",
      note: cost?.note ?? "",
    }),
    read: async (costId) => (await told(api.GET("/api/campaigns/{id}/costs/{costId}", { params: { path: { ...path, costId } } }))).data,
    create: ({ amount, firstDay, lastDay, city, note }, key) => {
      const body = { amount: amountOf(amount), firstDay, lastDay, ...named({ city, note }) };
      return told(api.POST("/api/campaigns/{id}/costs", { params: { path, header: once(key) }, body }));
    },
    change: (cost, { amount, city, note, ...days }) => {
      const params = { path: { ...path, costId: cost.id }, header: ifMatch(cost.version) };
      const body = { ...days, ...emptied({ city, note }), ...(amount !== undefined && { amount: amountOf(amount) }) };
      return told(api.PATCH("/api/campaigns/{id}/costs/{costId}", { params, body }));
    },
    about: { "campaign.bad_days": "lastDay" },
  };
}

/** What a campaign cost: the latest days first. */
export function Costs({ campaign }: { campaign: Schemas["Campaign"] }) {
  const said = useTexts(texts).cost;
  const format = useFormat("UTC");
  const zone = useOfficeZone();
  const [withCancelled, setWithCancelled] = useState(false);
  const [open, setOpen] = useState<number | "new">();
  const editing = useEditing(campaign, dayIn(new Date(), zone));
  const list = useQuery({
    queryKey: ["campaign", "costs", campaign.id, withCancelled],
    queryFn: ({ signal }) =>
      all((cursor) => {
        const query = { limit: 100, ...(!withCancelled && { cancelled: false }), ...cursor };
        return told(api.GET("/api/campaigns/{id}/costs", { params: { path: { id: campaign.id }, query }, signal }));
      }),
  });
  const chosen = list.data?.find((cost) => cost.id === open);
  const close = () => setOpen(undefined);
  const day = (date: string) => format.day(`${date}T00:00:00Z`);
  const columns: RecordColumn<Cost>[] = [
    {
      id: "days",
      title: said.days,
      cell: (cost) => (cost.firstDay === cost.lastDay ? day(cost.firstDay) : `${day(cost.firstDay)}–${day(cost.lastDay)}`),
    },
    { id: "city", title: said.city, cell: (cost) => (cost.cancelled ? <Badge>{said.cancelled}</Badge> : (cost.city ?? said.anyCity)) },
    { id: "amount", title: said.amount, right: true, cell: (cost) => format.money(cost.amount) },
  ];
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Check label={said.withCancelled} checked={withCancelled} onChange={(event) => setWithCancelled(event.target.checked)} />
        <Button look="main" onClick={() => setOpen("new")}>
          <Plus size={16} aria-hidden />
          {said.add}
        </Button>
      </div>
      {list.isError ? (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Records
          label={said.one}
          columns={columns}
          rows={list.data ?? []}
          rowKey={(cost) => cost.id}
          loading={list.isPending}
          isFaded={(cost) => cost.cancelled}
          onOpen={(cost) => setOpen(cost.id)}
        >
          <Empty title={said.empty} hint={said.emptyHint} />
        </Records>
      )}
      {(open === "new" || chosen) && (
        <RecordDialog
          key={open}
          title={chosen ? said.one : said.adding}
          editing={editing}
          row={chosen}
          onClose={close}
          actions={
            chosen &&
            !chosen.cancelled && (
              <Ask
                entity="campaign"
                title={said.cancelling}
                hint={said.cancelHint}
                action={said.cancel}
                done={said.done}
                onDone={close}
                run={() => {
                  const params = { path: { id: campaign.id, costId: chosen.id }, header: ifMatch(chosen.version) };
                  return told(api.DELETE("/api/campaigns/{id}/costs/{costId}", { params }));
                }}
              >
                {said.cancel}
              </Ask>
            )
          }
        />
      )}
    </div>
  );
}
