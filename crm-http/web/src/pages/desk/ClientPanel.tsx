import { Link } from "@tanstack/react-router";
import { CallStatus } from "@/call/CallStatus";
import type { CallCard } from "@/call/live";
import { useClient, type Client, type Order } from "@/order/client";
import { OrderLink } from "@/order/OrderLink";
import { OrderStatus } from "@/order/OrderStatus";
import { Failed, Skeleton } from "@/ui/states";
import { useLabel, useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { texts } from "./words";

const SHOWN = 5;

interface Props {
  call: CallCard;
  /** Beside a form there is less room. */
  isNarrow: boolean;
}

/** What the client ordered and called before. */
export function ClientPanel({ call, isNarrow }: Props) {
  const said = useTexts(texts).client;
  const client = useClient(call.phoneClient);
  if (!call.phoneClient) return <p className="text-soft">{said.hidden}</p>;
  return (
    <section aria-label={said.title} className={`grid gap-x-6 gap-y-3 ${isNarrow ? "" : "grid-cols-2"}`}>
      {client.isError ? (
        <Failed error={client.error} onRetry={() => void client.refetch()} />
      ) : client.isPending ? (
        <div role="status" className="flex flex-col gap-2">
          <span className="sr-only">{said.loading}</span>
          {Array.from({ length: 4 }, (_, index) => (
            <Skeleton key={index} className="h-5" />
          ))}
        </div>
      ) : (
        <Card client={client.data} call={call} />
      )}
    </section>
  );
}

function Card({ client, call }: { client: Client; call: CallCard }) {
  const said = useTexts(texts).client;
  const format = useFormat();
  const calls = client.calls.filter(({ id }) => id !== call.id);
  const rest = (total: number) => total > SHOWN && <li className="pt-1 text-soft">{said.more(format.number(total - SHOWN))}</li>;
  return (
    <>
      <div className="min-w-0">
        <h3 className="mb-1 font-semibold">{said.orders}</h3>
        {client.orders.length === 0 && <p className="text-soft">{said.noOrders}</p>}
        <ul>
          {client.orders.slice(0, SHOWN).map((order) => (
            <Past key={order.id} order={order} isOfCall={order.callId === call.id} />
          ))}
          {rest(client.ordersTotal.count)}
        </ul>
      </div>
      <div className="min-w-0">
        <h3 className="mb-1 font-semibold">{said.calls}</h3>
        {calls.length === 0 && <p className="text-soft">{said.noCalls}</p>}
        <ul>
          {calls.slice(0, SHOWN).map((past) => (
            <li key={past.id} className="flex flex-wrap items-center gap-x-2 border-b border-edge py-1.5 last:border-0">
              <Link to="/calls" search={{ call: past.id }} className="rounded text-accent underline underline-offset-2">
                {`${format.day(past.dateCreate)} ${format.time(past.dateCreate).slice(0, 5)}`}
              </Link>
              <CallStatus call={past} />
              <span className="min-w-0 truncate text-soft">{[past.operator?.name, past.category].filter(Boolean).join(" · ")}</span>
            </li>
          ))}
          {rest(client.callsTotal.count - 1)}
        </ul>
      </div>
    </>
  );
}

function Past({ order, isOfCall }: { order: Order; isOfCall: boolean }) {
  const said = useTexts(texts).call;
  const label = useLabel();
  const format = useFormat(order.meetingZone);
  return (
    <li className="border-b border-edge py-1.5 last:border-0">
      {isOfCall && <p className="text-xs text-good">{said.orderOfCall}</p>}
      <p className="flex flex-wrap items-center gap-x-2">
        <OrderLink id={order.id} />
        <OrderStatus status={order.statusOrder} />
        <span>{`${format.day(order.dateMeeting)} ${order.localMeeting.slice(11, 16)}`}</span>
      </p>
      <p className="truncate text-soft">{[label("equipment", order.typeEquipment), order.problem, order.address].join(" · ")}</p>
    </li>
  );
}
