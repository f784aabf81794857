import { Pencil, UserRound } from "lucide-react";
import { useRef, useState } from "react";
import { OrderStatus } from "@/order/OrderStatus";
import { useUser } from "@/session/session";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/confirm";
import { Dialog } from "@/ui/dialog";
import { Failed, Skeleton } from "@/ui/states";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { texts } from "../words";
import { EditForm } from "./EditForm";
import { Facts } from "./Facts";
import { Key } from "./Key";
import { History, Ledger, Others } from "./Past";
import { MoveButtons } from "./MoveButtons";
import { MoveDialog } from "./MoveDialog";
import { REASSIGN, type Wanted } from "./MoveForm";
import { useCardKeys } from "./cardKeys";
import { useCard, useStep, type Card } from "./useOrder";

interface Props {
  id: number | undefined;
  onClose: () => void;
  /** Shows another order in place of this one. */
  onOpen: (id: number) => void;
}

/** Everything of one order, beside the list, and all that can be done with it. */
export function OrderCard({ id, onClose, onOpen }: Props) {
  const said = useTexts(texts).card;
  return (
    <Dialog as="drawer" open={id !== undefined} onClose={onClose} title={id === undefined ? "" : said.title(id)}>
      {id !== undefined && <Loaded key={id} id={id} onOpen={onOpen} />}
    </Dialog>
  );
}

function Loaded({ id, onOpen }: { id: number; onOpen: (id: number) => void }) {
  const said = useTexts(texts).card;
  const card = useCard(id);
  if (card.isError && !card.data) return <Failed error={card.error} onRetry={() => void card.refetch()} />;
  if (card.isPending) {
    return (
      <div role="status" className="flex flex-col gap-4">
        <span className="sr-only">{said.loading}</span>
        {Array.from({ length: 12 }, (_, index) => (
          <Skeleton key={index} className="h-4" />
        ))}
      </div>
    );
  }
  return <Shown card={card.data} onOpen={onOpen} />;
}

function Shown({ card, onOpen }: { card: Card; onOpen: (id: number) => void }) {
  const said = useTexts(texts).card;
  const format = useFormat();
  const user = useUser();
  const step = useStep();
  const [wanted, setWanted] = useState<Wanted>();
  const [edited, setEdited] = useState<Card>();
  const [isLeaving, setLeaving] = useState(false);
  const isTyped = useRef<() => boolean>(null);
  const content = useRef<HTMLDivElement>(null);
  const isOffice = user.role !== "master";
  const canReassign = isOffice && card.masterId != null && card.closingData == null;

  const begin = (next: Wanted) => {
    if (step.isPending) return;
    if (next !== REASSIGN && next.needs.length === 0) step.mutate({ order: card, step: { move: { statusOrder: next.statusOrder } } });
    else setWanted(next);
  };
  const edit = () => setEdited(card);
  const leave = () => {
    setLeaving(false);
    setEdited(undefined);
  };
  useCardKeys(content, card.moves, {
    onMove: begin,
    ...(canReassign && { onReassign: () => begin(REASSIGN) }),
    ...(isOffice && { onEdit: edit }),
  });
  return (
    <div ref={content} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <a href={`tel:${card.phone}`} className="text-lg font-semibold text-accent underline-offset-2 hover:underline">
          {format.phone(card.phone)}
        </a>
        <OrderStatus status={card.statusOrder} />
      </div>
      <div role="group" aria-label={said.moves} className="flex flex-wrap gap-2">
        <MoveButtons card={card} onMove={begin} isBusy={step.isPending} />
        {canReassign && (
          <Button onClick={() => begin(REASSIGN)}>
            <UserRound size={16} aria-hidden />
            {said.reassign}
            <Key name="a" />
          </Button>
        )}
        {isOffice && (
          <Button onClick={edit}>
            <Pencil size={16} aria-hidden />
            {said.edit}
            <Key name="e" />
          </Button>
        )}
      </div>
      <Facts card={card} />
      <History id={card.id} />
      <Ledger id={card.id} />
      {isOffice && <Others card={card} onOpen={onOpen} />}
      <MoveDialog order={card} wanted={wanted} onClose={() => setWanted(undefined)} />
      <Dialog as="wide" open={edited !== undefined} onClose={() => (isTyped.current?.() ? setLeaving(true) : leave())} title={said.form.title(card.id)}>
        {edited && <EditForm read={edited} onDone={leave} isTyped={isTyped} />}
      </Dialog>
      <Confirm
        open={isLeaving}
        onClose={() => setLeaving(false)}
        title={said.form.leaveTitle}
        hint={said.form.leaveHint}
        action={said.form.leave}
        onConfirm={leave}
      />
    </div>
  );
}
