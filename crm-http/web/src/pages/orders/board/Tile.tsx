import { MoveRight } from "lucide-react";
import { useEffect, useEffectEvent, useRef } from "react";
import { IconButton } from "@/ui/button";
import { useLabel, useTexts } from "@/words";
import { Meeting } from "../Meeting";
import type { Order } from "../search";
import { texts } from "../words";

interface Props {
  order: Order;
  isChosen: boolean;
  /** The one that Tab comes to. */
  isStop: boolean;
  /** Whether this order has just been moved: its tile has the focus where it is now. Said once. */
  isMoved: (id: number) => boolean;
  onOpen: () => void;
  onMove: () => void;
  onFocus: () => void;
}

/** An order on the board. */
export function Tile({ order, isChosen, isStop, isMoved, onOpen, onMove, onFocus }: Props) {
  const said = useTexts(texts);
  const label = useLabel();
  const button = useRef<HTMLButtonElement>(null);
  const { id } = order;
  const arrive = useEffectEvent(() => {
    // Unless whoever moved it went on to something else.
    if (isMoved(id) && document.activeElement === document.body) button.current?.focus();
  });
  useEffect(() => arrive(), []);
  const stop = isStop ? 0 : -1;
  return (
    <div className={`relative h-full rounded-md border bg-raised hover:border-edge-strong ${isChosen ? "border-accent" : "border-edge"}`}>
      <button
        ref={button}
        type="button"
        data-tile={id}
        tabIndex={stop}
        aria-label={said.board.open(id)}
        aria-describedby={`tile-${id}`}
        aria-keyshortcuts="M"
        className="absolute inset-0 rounded-md"
        onClick={onOpen}
        onFocus={onFocus}
      />
      <div id={`tile-${id}`} className="pointer-events-none relative flex flex-col px-2.5 py-1.5 pr-9">
        <span className="truncate">
          <span className="text-soft">№ {id} ·</span> <Meeting order={order} />
        </span>
        <span className="truncate font-medium">{order.clientName}</span>
        <span className="truncate text-soft">
          {order.city}, {order.address}
        </span>
        <span className="truncate text-soft">
          {label("equipment", order.typeEquipment)} · {order.master?.name ?? said.nobody}
        </span>
      </div>
      <IconButton label={said.board.move(id)} tabIndex={stop} className="absolute top-0.5 right-0.5" onClick={onMove}>
        <MoveRight size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
