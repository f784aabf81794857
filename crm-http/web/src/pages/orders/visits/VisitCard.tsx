import { MapPin, Phone } from "lucide-react";
import { useState } from "react";
import { OrderStatus } from "@/order/OrderStatus";
import { Failed, Skeleton } from "@/ui/states";
import { useLabel, useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { MoveButtons } from "../card/MoveButtons";
import { MoveDialog } from "../card/MoveDialog";
import type { Wanted } from "../card/MoveForm";
import { useCard, useStep, type OpenMove } from "../card/useOrder";
import { Meeting } from "../Meeting";
import type { Order } from "../search";
import { texts } from "../words";

/** A visit on a phone: where, to whom, what for, and what happens next. */
export function VisitCard({ order, onOpen }: { order: Order; onOpen: () => void }) {
  const said = useTexts(texts);
  const label = useLabel();
  const format = useFormat();
  return (
    <article aria-label={said.card.title(order.id)} className="flex flex-col gap-2 rounded-lg border border-edge bg-sheet p-3">
      <div className="flex items-center gap-2">
        <span className="text-base font-semibold">
          <Meeting order={order} />
        </span>
        <button type="button" className="min-h-6 min-w-6 text-accent underline underline-offset-2" onClick={onOpen}>
          № {order.id}
        </button>
        <span className="ml-auto">
          <OrderStatus status={order.statusOrder} />
        </span>
      </div>
      <a
        href={`geo:0,0?q=${encodeURIComponent(`${order.city}, ${order.address}`)}`}
        className="flex min-h-8 items-center gap-2 text-accent"
      >
        <MapPin size={18} aria-hidden className="shrink-0" />
        <span className="sr-only">{said.visits.map}:</span>
        <span className="min-w-0 break-words underline underline-offset-2">
          {order.city}, {order.address}
        </span>
      </a>
      <a href={`tel:${order.phone}`} className="flex min-h-8 items-center gap-2 text-accent">
        <Phone size={18} aria-hidden className="shrink-0" />
        <span className="sr-only">{said.visits.call}:</span>
        <span className="underline underline-offset-2">{format.phone(order.phone)}</span>
        <span className="min-w-0 truncate text-ink">{order.clientName}</span>
      </a>
      <p className="whitespace-pre-line">
        <span className="text-soft">{label("equipment", order.typeEquipment)}: </span>
        {order.problem}
      </p>
      {order.promisedDate && (
        <p>
          {said.visits.promised} {format.day(`${order.promisedDate}T12:00:00Z`)}
        </p>
      )}
      {order.closingData == null ? <Next order={order} /> : order.clean != null && <p className="font-semibold">{format.money(order.clean)}</p>}
    </article>
  );
}

/** The moves of the one visit, as the server offers them. */
function Next({ order }: { order: Order }) {
  const said = useTexts(texts).card;
  const card = useCard(order.id);
  const step = useStep();
  const [wanted, setWanted] = useState<Wanted>();
  const begin = (move: OpenMove) => {
    if (!card.data || step.isPending) return;
    if (move.needs.length > 0) setWanted(move);
    else step.mutate({ order: card.data, step: { move: { statusOrder: move.statusOrder } } });
  };
  if (!card.data) return card.isError ? <Failed error={card.error} onRetry={() => void card.refetch()} /> : <Skeleton className="h-11" />;
  return (
    <div role="group" aria-label={said.moves} className="flex flex-wrap gap-2">
      <MoveButtons card={card.data} onMove={begin} isBusy={step.isPending} isLarge />
      <MoveDialog order={card.data} wanted={wanted} onClose={() => setWanted(undefined)} />
    </div>
  );
}
