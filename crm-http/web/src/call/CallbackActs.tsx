import { useState } from "react";
import { useMay } from "@/session/may";
import { useUser } from "@/session/session";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/confirm";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { useCallbackActs, type Callback } from "./callbacks";
import { texts } from "./words";

/** What can be done about a client who waits: take it, give it back, close it by hand. */
export function CallbackActs({ callback }: { callback: Callback }) {
  const said = useTexts(texts).callbacks;
  const format = useFormat();
  const user = useUser();
  const mayTake = useMay("takeCallbacks");
  const mayClose = useMay("closeCallbacks");
  const acts = useCallbackActs();
  const [isClosing, setClosing] = useState(false);
  const [isTaking, setTaking] = useState(false);
  const isMine = callback.taken?.by.id === user.id;
  const act = (to: "take" | "release") => {
    if (!acts.isPending) acts.mutate({ callback, to });
  };
  return (
    <>
      {mayTake && (
        <Button look="quiet" className="h-7! px-2!" aria-busy={acts.isPending} onClick={() => (callback.taken && !isMine ? setTaking(true) : act(isMine ? "release" : "take"))}>
          {isMine ? said.release : said.take}
        </Button>
      )}
      {mayClose && (
        <Button look="quiet" className="h-7! px-2!" onClick={() => setClosing(true)}>
          {said.close}
        </Button>
      )}
      <Confirm
        open={isTaking}
        onClose={() => setTaking(false)}
        title={said.takeTitle(callback.taken?.by.name ?? "")}
        hint={said.takeHint}
        action={said.takeOver}
        isBusy={acts.isPending}
        onConfirm={() => acts.mutate({ callback, to: "take" }, { onSuccess: () => setTaking(false) })}
      />
      <Confirm
        open={isClosing}
        onClose={() => setClosing(false)}
        title={said.closeTitle(format.phone(callback.phone))}
        hint={said.closeHint}
        action={said.close}
        reason={said.reason}
        isBusy={acts.isPending}
        onConfirm={(reason) => acts.mutate({ callback, to: "close", reason }, { onSuccess: () => setClosing(false) })}
      />
    </>
  );
}
