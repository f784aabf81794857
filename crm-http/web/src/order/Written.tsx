import { useEffect, useRef } from "react";
import { Button } from "@/ui/button";
import { useTexts } from "@/words";
import { orderNumber, OrderLink } from "./OrderLink";
import type { WrittenOrder } from "./writing";
import { texts } from "./words";

/** An order was written while its client had others: they are to be looked at. */
export function Written({ order, onClose }: { order: WrittenOrder; onClose: () => void }) {
  const said = useTexts(texts).written;
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  return (
    <div role="alert" className="flex flex-col items-start gap-2 rounded-md bg-warn-ground p-3 text-warn">
      <p className="font-medium">{said.done(orderNumber(order.id))}</p>
      <p>{said.duplicates}</p>
      <ul className="flex flex-wrap gap-3">
        {[order.id, ...order.duplicatesOf].map((id) => (
          <li key={id}>
            <OrderLink id={id} />
          </li>
        ))}
      </ul>
      <Button ref={close} onClick={onClose}>
        {said.close}
      </Button>
    </div>
  );
}
