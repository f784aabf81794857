import { useRef, useState, type KeyboardEvent } from "react";
import { toast } from "sonner";
import { useKeys } from "@/keys/keys";
import { useSentence } from "@/ui/states";
import { useLabel, useTexts } from "@/words";
import { useOfficeZone } from "@/words/format";
import { useToday } from "@/words/today";
import { MoveMenu } from "../card/MoveDialog";
import { useReadCard, useStep } from "../card/useOrder";
import type { ViewProps } from "../OrderList";
import type { Order, Status } from "../search";
import { texts } from "../words";
import { Column } from "./Column";
import { COLUMNS, useShift } from "./columns";

/** Orders by where they stand. A tile moves by its menu, by `m`, or dragged; where to, the server says. */
export function Board({ filters, chosen, onOpen }: ViewProps) {
  const all = useTexts(texts);
  const said = all.board;
  const label = useLabel();
  const sentence = useSentence();
  const today = useToday(useOfficeZone());
  const board = useRef<HTMLDivElement>(null);
  const moved = useRef<number>(undefined);
  const [moving, setMoving] = useState<{ id: number; to?: Status }>();
  const [dragged, setDragged] = useState<{ order: Order; to?: readonly Status[] }>();
  const shift = useShift(filters, today);
  const readCard = useReadCard();
  const step = useStep(({ id }) => said.refused(id));

  const isMoved = (id: number) => {
    if (moved.current !== id) return false;
    moved.current = undefined;
    return true;
  };
  const go = (order: Order, to: Status) => {
    const from = order.statusOrder;
    moved.current = order.id;
    shift(order, from, to);
    // Each by itself: another tile may be under way already.
    step.mutateAsync({ order, step: { move: { statusOrder: to } } }).catch(() => shift(order, to, from));
  };
  const drag = (order: Order | undefined) => {
    setDragged(order && { order });
    if (!order) return;
    // While it is under way, where it may go is asked for; the drop asks again.
    readCard(order.id)
      .then(({ moves }) => setDragged((was) => was?.order.id === order.id ? { order, to: moves.map(({ statusOrder }) => statusOrder) } : was))
      .catch(() => undefined);
  };
  const drop = async (to: Status) => {
    const order = dragged?.order;
    setDragged(undefined);
    if (!order || order.statusOrder === to) return;
    try {
      const card = await readCard(order.id);
      const move = card.moves.find(({ statusOrder }) => statusOrder === to);
      if (!move) toast.error(said.notThere(label("orderStatus", to)));
      else if (move.needs.length > 0) setMoving({ id: order.id, to });
      else go(card, to);
    } catch (error) {
      toast.error(said.refused(order.id), { description: sentence(error) });
    }
  };

  const focused = () => document.activeElement?.closest("li")?.querySelector<HTMLElement>("[data-tile]")?.dataset["tile"];
  useKeys(all.views.board, [
    {
      keys: "m",
      about: said.menu,
      run: () => {
        const id = focused();
        if (id) setMoving({ id: Number(id) });
      },
    },
    { keys: "↑ ↓ ← →", about: said.keys },
  ]);
  const aside = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || !(event.target instanceof HTMLElement) || !event.target.dataset["tile"]) return;
    const columns = [...(board.current?.querySelectorAll("[data-column]") ?? [])];
    const here = columns.findIndex((column) => column.contains(document.activeElement));
    const rest = by > 0 ? columns.slice(here + 1) : columns.slice(0, here).reverse();
    const next = rest.map((column) => column.querySelector<HTMLElement>('[data-tile][tabindex="0"]')).find((tile) => tile !== null);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <>
      {/* Arrows go from column to column for the tiles within. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div ref={board} role="group" aria-label={said.label} className="flex min-h-0 flex-1 gap-2 overflow-x-auto" onKeyDown={aside}>
        {COLUMNS.filter((status) => !filters.status || filters.status === status).map((status) => (
          <Column
            key={status}
            status={status}
            filters={filters}
            today={today}
            chosen={chosen}
            isMoved={isMoved}
            welcome={dragged?.to?.includes(status)}
            onOpen={onOpen}
            onMove={({ id }) => setMoving({ id })}
            onDrag={drag}
            onDrop={() => void drop(status)}
          />
        ))}
      </div>
      <MoveMenu
        key={moving?.id}
        id={moving?.id}
        to={moving?.to}
        onClose={() => setMoving(undefined)}
        onPlain={go}
        onDone={({ id }) => (moved.current = id)}
      />
    </>
  );
}
