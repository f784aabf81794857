import { useRef, useState } from "react";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Failed, Skeleton } from "@/ui/states";
import { useLabel, useTexts } from "@/words";
import type { Order, Status } from "../search";
import { texts } from "../words";
import { MoveForm, REASSIGN, type Wanted } from "./MoveForm";
import { useCard } from "./useOrder";

interface FormProps {
  order: Order;
  wanted: Wanted | undefined;
  onClose: () => void;
  onDone?: (order: Order) => void;
}

/** One move, with what has to be said for it. */
export function MoveDialog({ order, wanted, onClose, onDone }: FormProps) {
  const said = useTexts(texts).card;
  const label = useLabel();
  const title = wanted === REASSIGN ? said.reassign : said.move.title(order.id, wanted ? label("orderStatus", wanted.statusOrder) : "");
  return (
    <Dialog open={wanted !== undefined} onClose={onClose} title={title}>
      {wanted && (
        <MoveForm
          order={order}
          wanted={wanted}
          onCancel={onClose}
          onDone={(moved) => {
            onClose();
            onDone?.(moved);
          }}
        />
      )}
    </Dialog>
  );
}

interface MenuProps {
  id: number | undefined;
  /** Asked for already, such as by dropping a card; else it is chosen here. */
  to?: Status | undefined;
  onClose: () => void;
  /** For a move that needs nothing. */
  onPlain: (order: Order, to: Status) => void;
  /** For one that was made here, with what it needed. */
  onDone: (order: Order) => void;
}

/** Where an order can go, by the server; then what it has to be given. */
export function MoveMenu({ id, ...rest }: MenuProps) {
  const said = useTexts(texts).card.move;
  return (
    <Dialog open={id !== undefined} onClose={rest.onClose} title={id === undefined ? "" : said.choose(id)}>
      {id !== undefined && <Choice id={id} {...rest} />}
    </Dialog>
  );
}

function Choice({ id, to, onClose, onPlain, onDone }: MenuProps & { id: number }) {
  const said = useTexts(texts).card;
  const label = useLabel();
  const card = useCard(id);
  const [chosen, setChosen] = useState(to);
  const list = useRef<HTMLUListElement>(null);
  if (card.isError) return <Failed error={card.error} onRetry={() => void card.refetch()} />;
  if (card.isPending) {
    return (
      <div role="status" className="flex flex-col gap-2">
        <span className="sr-only">{said.loading}</span>
        {Array.from({ length: 4 }, (_, index) => (
          <Skeleton key={index} className="h-8" />
        ))}
      </div>
    );
  }
  const { moves } = card.data;
  const wanted = moves.find(({ statusOrder }) => statusOrder === chosen);
  if (wanted) {
    return (
      <>
        <p className="mb-2 font-medium">{label("orderStatus", wanted.statusOrder)}</p>
        <MoveForm
          order={card.data}
          wanted={wanted}
          onCancel={onClose}
          onDone={(moved) => {
            onClose();
            onDone(moved);
          }}
        />
      </>
    );
  }
  if (moves.length === 0) return <p className="text-soft">{said.move.nowhere}</p>;
  const step = (by: number) => {
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  };
  return (
    // Arrows are an addition: each button is a tab stop.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul
      ref={list}
      className="flex flex-col gap-1"
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        step(event.key === "ArrowDown" ? 1 : -1);
      }}
    >
      {moves.map((move, index) => (
        <li key={move.statusOrder}>
          <Button
            className="w-full justify-start"
            // The dialog was opened to choose here.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={index === 0}
            onClick={() => {
              if (move.needs.length > 0) {
                setChosen(move.statusOrder);
                return;
              }
              onClose();
              onPlain(card.data, move.statusOrder);
            }}
          >
            {label("orderStatus", move.statusOrder)}
          </Button>
        </li>
      ))}
    </ul>
  );
}
