import { useState } from "react";
import type { Schemas } from "@/api/client";
import { draftName } from "@/call/desk";
import { useClient } from "@/order/client";
import { useDrafts } from "@/order/drafts";
import { OrderForm } from "@/order/OrderForm";
import { OrderLink } from "@/order/OrderLink";
import { OrderStatus } from "@/order/OrderStatus";
import { Button } from "@/ui/button";
import { Skeleton } from "@/ui/states";
import { useLabel, useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { texts } from "./words";

/** What the client of a call ordered, and the way from a talk to its order. */
export function CallOrders({ call }: { call: Schemas["Call"] }) {
  const said = useTexts(texts).card;
  const label = useLabel();
  const format = useFormat();
  const client = useClient(call.phoneClient);
  const draft = draftName(call.id);
  // What was begun at the desk is gone on with.
  const hasDraft = useDrafts(({ drafts }) => drafts[draft] !== undefined);
  const [isWriting, setWriting] = useState(hasDraft);
  if (isWriting) {
    const close = () => setWriting(false);
    return (
      <div className="mt-5">
        <OrderForm draft={draft} call={call} onWritten={close} onDiscard={close} />
      </div>
    );
  }
  const orders = client.data?.orders ?? [];
  const isOrdered = orders.some(({ callId }) => callId === call.id);
  return (
    <section className="mt-5" aria-label={said.orders}>
      <h3 className="mb-1 font-semibold">{said.orders}</h3>
      {client.isLoading && <Skeleton className="h-5" />}
      {client.isSuccess && orders.length === 0 && <p className="text-soft">{said.noOrders}</p>}
      <ul>
        {orders.map((order) => (
          <li key={order.id} className="flex flex-wrap items-center gap-x-2 border-b border-edge py-1.5">
            <OrderLink id={order.id} />
            <OrderStatus status={order.statusOrder} />
            <span>{format.day(order.createDate)}</span>
            <span className="text-soft">{label("equipment", order.typeEquipment)}</span>
            {order.callId === call.id && <span className="text-good">{said.ofCall}</span>}
          </li>
        ))}
      </ul>
      {call.status === "answered" && !client.isLoading && !isOrdered && (
        <Button className="mt-2" onClick={() => setWriting(true)}>
          {said.create}
        </Button>
      )}
    </section>
  );
}
