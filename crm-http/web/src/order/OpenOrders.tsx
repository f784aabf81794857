import { TriangleAlert } from "lucide-react";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { isOpen, useClient, type Order } from "./client";
import { OrderLink } from "./OrderLink";
import { OrderStatus } from "./OrderStatus";
import { texts } from "./words";

/** Says before an order is written that the client has an open one. */
export function OpenOrders({ phone }: { phone: string }) {
  const said = useTexts(texts).open;
  const { data: client } = useClient(phone);
  const orders = client?.orders.filter(isOpen) ?? [];
  return (
    <div role="status">
      {orders.length > 0 && (
        <div className="mb-2 rounded-md bg-warn-ground px-3 py-2 text-warn">
          <p className="flex items-center gap-2 font-medium">
            <TriangleAlert size={16} aria-hidden className="shrink-0" />
            {said.title}
          </p>
          <p>{said.hint}</p>
          <ul className="mt-1 flex flex-col gap-1">
            {orders.map((order) => (
              <Line key={order.id} order={order} />
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Line({ order }: { order: Order }) {
  const format = useFormat(order.meetingZone);
  return (
    <li className="flex flex-wrap items-center gap-2 text-ink">
      <OrderLink id={order.id} />
      <OrderStatus status={order.statusOrder} />
      <span>{`${format.day(order.dateMeeting)} ${order.localMeeting.slice(11, 16)}`}</span>
      <span className="truncate">{order.address}</span>
    </li>
  );
}
