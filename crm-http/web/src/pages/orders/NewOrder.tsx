import { OrderForm } from "@/order/OrderForm";
import { Dialog } from "@/ui/dialog";
import { useTexts } from "@/words";
import { texts } from "./words";

interface Props {
  open: boolean;
  onClose: () => void;
  onWritten: (id: number) => void;
}

/** An order of somebody who did not call: what is typed stays, also when the dialog is closed. */
export function NewOrder({ open, onClose, onWritten }: Props) {
  const said = useTexts(texts);
  return (
    <Dialog as="wide" open={open} onClose={onClose} title={said.create}>
      <OrderForm
        draft="orders"
        onDiscard={onClose}
        onWritten={({ id }) => {
          onClose();
          onWritten(id);
        }}
      />
    </Dialog>
  );
}
