import { Button } from "@/ui/button";
import { useLabel, useTexts } from "@/words";
import { texts } from "../words";
import { keyOf } from "./cardKeys";
import { Key } from "./Key";
import type { Card, OpenMove } from "./useOrder";

interface Props {
  card: Card;
  onMove: (move: OpenMove) => void;
  isBusy: boolean;
  /** For fingers. */
  isLarge?: boolean;
}

/** A button for each move that the server offers. */
export function MoveButtons({ card, onMove, isBusy, isLarge = false }: Props) {
  const said = useTexts(texts).card;
  const label = useLabel();
  // What most come for: the money of a job that is done, else the next step. Never a step aside, which wants a reason.
  const main =
    card.moves.find(({ needs }) => needs.includes("result")) ?? card.moves.find(({ needs }) => !needs.includes("reason"));
  return card.moves.map((move) => {
    const status = label("orderStatus", move.statusOrder);
    const isAssignment = move.needs.includes("masterId");
    const name = isAssignment ? said.assign : card.closingData != null ? said.reopen : status;
    return (
      <Button
        key={move.statusOrder}
        look={move === main ? "main" : "plain"}
        className={isLarge ? "h-11 flex-1" : ""}
        disabled={isBusy}
        onClick={() => onMove(move)}
      >
        {name === status && <span className="sr-only">{said.moveTo}</span>}
        {name}
        <Key name={keyOf(move.statusOrder)} />
      </Button>
    );
  });
}
