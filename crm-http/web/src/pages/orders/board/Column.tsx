import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { api, told } from "@/api/client";
import { useEndless } from "@/lists/endless";
import { useCount } from "@/lists/Listing";
import { Button } from "@/ui/button";
import { Failed, Skeleton } from "@/ui/states";
import { useLabel, useTexts, useWords } from "@/words";
import type { Order, OrderFilters, Status } from "../search";
import { texts } from "../words";
import { isClosedColumn, ofColumn } from "./columns";
import { Tile } from "./Tile";

const PAGE = 50;
const TILE = 96;
const GAP = 6;
/** Every column reads anew: not five times a second all of them, when much happens. */
const GATHER = 1_000;

interface Props {
  status: Status;
  filters: OrderFilters;
  today: string;
  chosen: number | undefined;
  /** Whether this order has just been moved here, said once. */
  isMoved: (id: number) => boolean;
  /** While a tile is dragged: whether it may be dropped here. */
  welcome: boolean | undefined;
  onOpen: (id: number) => void;
  onMove: (order: Order) => void;
  onDrag: (order: Order | undefined) => void;
  onDrop: () => void;
}

export function Column({ status, filters, today, chosen, isMoved, welcome, onOpen, onMove, onDrag, onDrop }: Props) {
  const words = useWords();
  const said = useTexts(texts).board;
  const label = useLabel();
  const inWords = useCount();
  const by = ofColumn(status, filters, today);
  const list = useEndless({
    entity: "order",
    by,
    gather: GATHER,
    page: (cursor, signal) => {
      const query = { ...by, limit: PAGE, ...(cursor && { cursor }) };
      return told(api.GET("/api/orders", { params: { query }, signal }));
    },
    one: async (id) => (await told(api.GET("/api/orders/{id}", { params: { path: { id } } }))).data,
  });
  // One that has left is shown by the column it went to.
  const rows = list.rows.filter((order) => order.statusOrder === status);
  const [active, setActive] = useState<number>();
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- this component is not memoised
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => TILE + GAP,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
  });
  const shown = virtual.getVirtualItems();
  const { onEnd, onTop, isBehind, onFresh, loading } = list.table;
  const isNearEnd = rows.length > 0 && (shown.at(-1)?.index ?? 0) >= rows.length - 10;
  useEffect(() => {
    if (isNearEnd) onEnd();
  }, [isNearEnd, onEnd]);

  const stop = rows.some(({ id }) => id === active) ? active : rows[0]?.id;
  const step = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = rows.findIndex(({ id }) => id === active);
    const next = by && rows[at + by];
    if (!next) return;
    event.preventDefault();
    scroller.current?.querySelector<HTMLElement>(`[data-tile="${next.id}"]`)?.focus();
  };
  const title = label("orderStatus", status);
  const place = welcome === undefined ? "border-edge" : welcome ? "border-accent" : "border-edge opacity-60";
  return (
    // Dragging is an addition: each tile has a menu of its moves.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      data-column={status}
      aria-label={title}
      className={`flex min-h-0 w-50 shrink-0 grow flex-col rounded-lg border bg-sheet ${place}`}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onDrop();
      }}
    >
      <header className="flex h-9 shrink-0 items-center gap-2 border-b border-edge px-2.5">
        <h2 className="font-semibold">{title}</h2>
        <span className="ml-auto truncate text-xs text-soft">
          {inWords(list.count)}
          {isClosedColumn(status) && by.closingFrom === today && ` ${said.closedToday}`}
        </span>
      </header>
      {isBehind && (
        <Button
          className="mx-1.5 mt-1.5"
          onClick={() => {
            scroller.current?.scrollTo({ top: 0 });
            onFresh();
          }}
        >
          {words.lists.fresh}
        </Button>
      )}
      {list.isCut && (
        <Button className="mx-1.5 mt-1.5" onClick={list.more}>
          {words.lists.cut}. {words.actions.retry}
        </Button>
      )}
      <div
        ref={scroller}
        className="min-h-0 flex-1 overflow-y-auto p-1.5"
        onScroll={(event) => onTop(event.currentTarget.scrollTop < TILE)}
      >
        {list.error ? (
          <Failed error={list.error} onRetry={list.retry} />
        ) : loading ? (
          <div role="status" className="flex flex-col gap-1.5">
            <span className="sr-only">{said.loading}</span>
            {Array.from({ length: 3 }, (_, index) => (
              <Skeleton key={index} className="h-24" />
            ))}
          </div>
        ) : rows.length === 0 ? (
          <p className="p-3 text-center text-soft">{said.none}</p>
        ) : (
          // Arrows are heard here for the tiles within, each of which can be reached without them.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <ul className="relative" style={{ height: virtual.getTotalSize() }} onKeyDown={step}>
            {shown.map((item) => {
              const order = rows[item.index];
              if (!order) return null;
              return (
                // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
                <li
                  key={order.id}
                  draggable
                  onDragStart={(event) => {
                    event.dataTransfer.setData("text/plain", String(order.id));
                    onDrag(order);
                  }}
                  onDragEnd={() => onDrag(undefined)}
                  className="absolute inset-x-0 top-0 h-24"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <Tile
                    order={order}
                    isChosen={order.id === chosen}
                    isStop={order.id === stop}
                    isMoved={isMoved}
                    onOpen={() => onOpen(order.id)}
                    onMove={() => onMove(order)}
                    onFocus={() => setActive(order.id)}
                  />
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </section>
  );
}
