import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api, told } from "@/api/client";
import { CallStatus } from "@/call/CallStatus";
import { Classify } from "@/call/Classify";
import { useMay } from "@/session/may";
import { Dialog } from "@/ui/dialog";
import { Failed, Skeleton } from "@/ui/states";
import { useLabel, useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import { CallOrders } from "./CallOrders";
import { texts } from "./words";

/** Everything of one call, beside the list. */
export function CallCard({ id, onClose }: { id: number | undefined; onClose: () => void }) {
  const said = useTexts(texts);
  return (
    <Dialog as="drawer" open={id !== undefined} onClose={onClose} title={said.card.title}>
      {id !== undefined && <Card id={id} />}
    </Dialog>
  );
}

function Card({ id }: { id: number }) {
  const words = useWords();
  const all = useTexts(texts);
  const { card: said, columns: titles } = all;
  const label = useLabel();
  const format = useFormat();
  const mayClassify = useMay("classifyCalls");
  const card = useQuery({
    queryKey: ["call", "card", id],
    queryFn: ({ signal }) => told(api.GET("/api/calls/{id}", { params: { path: { id } }, signal })),
  });
  if (!card.data) {
    if (card.isError) return <Failed error={card.error} onRetry={() => void card.refetch()} />;
    return (
      <div role="status" className="flex flex-col gap-4">
        <span className="sr-only">{said.loading}</span>
        {Array.from({ length: 8 }, (_, index) => (
          <Skeleton key={index} className="h-4" />
        ))}
      </div>
    );
  }
  const call = card.data.data;

  const length = (value: number | null | undefined) => (value == null ? null : format.seconds(value));
  const reason = call.missReason ? label("missReason", call.missReason) : call.endReason && label("endReason", call.endReason);
  return (
    <>
      <p className="mb-3 flex items-center gap-3 text-lg font-semibold">
        {call.phoneClient ? format.phone(call.phoneClient) : all.hidden}
        <CallStatus call={call} />
      </p>
      <dl>
        <Row name={said.began}>{`${format.day(call.dateCreate)} ${format.time(call.dateCreate)}`}</Row>
        <Row name={titles.direction}>{label("callDirection", call.direction)}</Row>
        {reason && <Row name={said.reason}>{reason}</Row>}
        <Row name={titles.operator}>{call.operator?.name}</Row>
        <Row name={titles.wait}>{length(call.waitSeconds)}</Row>
        <Row name={titles.talk}>{length(call.talkSeconds)}</Row>
        <Row name={titles.city}>{call.city}</Row>
        <Row name={titles.campaign}>{call.campaign}</Row>
        <Row name={said.line}>{call.phoneAts && format.phone(call.phoneAts)}</Row>
        <Row name={said.account}>{call.avitoName}</Row>
        {!mayClassify && <Row name={said.category}>{call.category}</Row>}
        {!mayClassify && <Row name={said.note}>{call.note}</Row>}
      </dl>
      <CallOrders call={call} />
      {mayClassify && (
        <div className="mt-5">
          <Classify call={call} />
        </div>
      )}
      <h3 className="mt-5 mb-1 font-semibold">{said.legs}</h3>
      {call.legs.length === 0 && <p className="text-soft">{said.noLegs}</p>}
      <ul>
        {call.legs.map((leg) => (
          <li key={leg.id} className="flex justify-between gap-3 border-b border-edge py-1.5">
            <span>{leg.to.extension ?? (leg.to.number && format.phone(leg.to.number)) ?? words.lists.none}</span>
            <span className="text-soft">{leg.appearedAt && format.time(leg.appearedAt)}</span>
          </li>
        ))}
      </ul>
      {!call.complete && call.status !== "new" && <p className="mt-4 text-soft">{said.incomplete}</p>}
    </>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  const words = useWords();
  return (
    <div className="flex gap-3 border-b border-edge py-1.5">
      <dt className="w-32 shrink-0 text-soft">{name}</dt>
      <dd className="min-w-0 break-words">{children ?? words.lists.none}</dd>
    </div>
  );
}
