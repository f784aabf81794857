import { OrderStatus } from "@/order/OrderStatus";
import type { Column } from "@/ui/table";
import { useLabel, useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import { Meeting } from "./Meeting";
import type { Order } from "./search";
import { texts } from "./words";

export function useColumns(): Column<Order>[] {
  const words = useWords();
  const said = useTexts(texts);
  const label = useLabel();
  const format = useFormat();
  const titles = said.columns;
  return [
    { id: "number", title: titles.number, width: 3.5, cell: (order) => <span className="text-soft">{order.id}</span> },
    { id: "meeting", title: titles.meeting, width: 8.5, cell: (order) => <Meeting order={order} /> },
    { id: "status", title: titles.status, width: 6.5, cell: (order) => <OrderStatus status={order.statusOrder} /> },
    {
      id: "client",
      title: titles.client,
      width: 9,
      grow: true,
      cell: (order) => <span className="font-medium">{order.clientName}</span>,
    },
    { id: "phone", title: titles.phone, width: 9, cell: (order) => format.phone(order.phone) },
    {
      id: "address",
      title: titles.address,
      width: 10,
      grow: true,
      cell: (order) => (
        <>
          <span className="text-soft">{order.city},</span> {order.address}
        </>
      ),
    },
    { id: "equipment", title: titles.equipment, width: 5, cell: (order) => label("equipment", order.typeEquipment) },
    {
      id: "master",
      title: titles.master,
      width: 7.5,
      grow: true,
      cell: (order) => order.master?.name ?? <span className="text-soft">{said.nobody}</span>,
    },
    {
      id: "money",
      title: titles.money,
      width: 6,
      right: true,
      cell: (order) => (order.clean == null || order.closingData == null ? words.lists.none : format.money(order.clean)),
    },
  ];
}
