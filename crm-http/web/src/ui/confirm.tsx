import { useState } from "react";
import { useWords } from "@/words";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { TextArea } from "./field";

interface Props {
  open: boolean;
  onClose: () => void;
  /** A question or what will be done, such as "Cancel the order". */
  title: string;
  /** What follows from it, in a sentence. */
  hint?: string;
  /** On the button that does it: a verb. */
  action: string;
  /** Asks for a reason by this label; nothing is done without one. */
  reason?: string;
  onConfirm: (reason: string) => void;
  isBusy?: boolean;
}

/** Asks before something is done that is hard to undo, or that needs a reason. */
export function Confirm({ open, onClose, title, ...rest }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <Question onClose={onClose} {...rest} />
    </Dialog>
  );
}

function Question({ onClose, hint, action, reason, onConfirm, isBusy }: Omit<Props, "open" | "title">) {
  const words = useWords();
  const [typed, setTyped] = useState("");
  const [isMissing, setMissing] = useState(false);
  const submit = () => {
    if (reason && typed.trim() === "") setMissing(true);
    else onConfirm(typed.trim());
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {hint && <p className="text-soft">{hint}</p>}
      {reason && (
        <TextArea
          reserved
          label={reason}
          value={typed}
          maxLength={500}
          error={isMissing && typed.trim() === "" ? words.forms.required : undefined}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
          }}
        />
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{words.actions.cancel}</Button>
        <Button type="submit" look="main" disabled={isBusy}>
          {action}
        </Button>
      </div>
    </form>
  );
}
