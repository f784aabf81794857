import { useEffect, useRef } from "react";
import { Button } from "@/ui/button";
import { useTexts } from "@/words";
import { orderNumber, OrderLink } from "./OrderLink";
import { texts } from "./words";

interface Props {
  id: number;
  /** It is the same order: nothing more is to be written. */
  onAccept: () => void;
  /** It is another one. */
  onAnother: () => void;
}

/** What was sent before was written, though no answer came: what was corrected since is not in it. */
export function Earlier({ id, onAccept, onAnother }: Props) {
  const said = useTexts(texts).earlier;
  const accept = useRef<HTMLButtonElement>(null);
  useEffect(() => accept.current?.focus(), []);
  return (
    <div role="alert" className="mb-3 flex flex-col items-start gap-2 rounded-md bg-warn-ground p-3 text-warn">
      <p className="font-medium">
        {said.title} <OrderLink id={id}>{orderNumber(id)}</OrderLink>
      </p>
      <p>{said.hint}</p>
      <div className="flex flex-wrap gap-2">
        <Button ref={accept} onClick={onAccept}>
          {said.accept}
        </Button>
        <Button look="quiet" onClick={onAnother}>
          {said.another}
        </Button>
      </div>
    </div>
  );
}
