import { BLANK, closeForm, draftName } from "@/call/desk";
import { OrderForm } from "@/order/OrderForm";
import { useTexts } from "@/words";
import { texts } from "./words";

/** An order that no call stands behind, such as of a client who wrote. */
export function BlankOrder() {
  const said = useTexts(texts).blank;
  const close = () => closeForm(BLANK);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto rounded-lg border border-edge bg-sheet p-4">
      <h2 className="mb-3 text-base font-semibold">{said.title}</h2>
      <div className="max-w-2xl">
        <OrderForm draft={draftName(BLANK)} onWritten={close} onDiscard={close} />
      </div>
    </div>
  );
}
