import { OrderStatus } from "@/order/OrderStatus";
import { Empty, Skeleton } from "@/ui/states";
import { useLabel, useTexts } from "@/words";
import type { Order } from "../search";
import { texts } from "../words";
import { equipments, isOff, type Place, type Row } from "./useDay";

interface Props {
  rows: Row[];
  isPending: boolean;
  chosen: number | undefined;
  onOpen: (id: number) => void;
}

/** Half hours downwards, kinds of equipment across. */
export function DayTable({ rows, isPending, chosen, onOpen }: Props) {
  const said = useTexts(texts).day;
  const label = useLabel();
  if (!isPending && rows.length === 0) return <Empty title={said.noSlots} />;
  return (
    // A long day scrolls, and the keyboard has to be able to do it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div tabIndex={0} role="region" aria-label={said.label} className="min-h-0 flex-1 overflow-auto rounded-lg border border-edge bg-sheet focus-visible:outline-offset-0">
      <table className="w-full min-w-180 table-fixed border-separate border-spacing-0" aria-busy={isPending}>
        <thead>
          <tr className="text-left text-xs text-soft *:sticky *:top-0 *:z-10 *:h-9 *:border-b *:border-edge *:bg-sheet *:px-2 *:font-normal">
            <th scope="col" className="w-16">
              {said.time}
            </th>
            {equipments.map((one) => (
              <th key={one} scope="col">
                {label("equipment", one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {isPending && rows.length === 0
            ? Array.from({ length: 24 }, (_, index) => (
                <tr key={index}>
                  <td colSpan={4} className="h-9 border-b border-edge px-2">
                    <Skeleton className="h-4" />
                  </td>
                </tr>
              ))
            : rows.map((row) => (
                <tr key={row.local}>
                  <th scope="row" className="h-9 border-b border-edge px-2 text-left align-top leading-9 font-medium">
                    {row.local.slice(11, 16)}
                  </th>
                  {equipments.map((one) => (
                    <td key={one} className="border-b border-l border-edge p-1 align-top">
                      <Cell place={row.places[one]} chosen={chosen} onOpen={onOpen} />
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ place, chosen, onOpen }: { place: Place | undefined; chosen: number | undefined; onOpen: (id: number) => void }) {
  const said = useTexts(texts).day;
  const { slot, orders = [] } = place ?? {};
  return (
    <div className="flex min-h-7 items-start gap-2">
      <ul className="flex min-w-0 flex-1 flex-col gap-1">
        {orders.map((order) => (
          <li key={order.id}>
            <Visit order={order} isChosen={order.id === chosen} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {slot && (
        <span className={`px-1 text-xs leading-7 whitespace-nowrap ${slot.free > 0 ? "text-soft" : "font-medium text-bad"}`}>
          {slot.free > 0 ? said.free(slot.free) : said.full}
        </span>
      )}
    </div>
  );
}

function Visit({ order, isChosen, onOpen }: { order: Order; isChosen: boolean; onOpen: (id: number) => void }) {
  return (
    <button
      type="button"
      className={`flex h-7 w-full items-center gap-2 rounded border px-1.5 text-left hover:bg-hover ${isChosen ? "border-accent bg-chosen" : "border-edge bg-raised"}`}
      onClick={() => onOpen(order.id)}
    >
      <span className="text-soft">№ {order.id}</span>
      <span className={`min-w-0 flex-1 truncate ${isOff(order) ? "text-soft line-through" : ""}`}>
        {order.clientName}, {order.address}
      </span>
      <OrderStatus status={order.statusOrder} />
    </button>
  );
}
