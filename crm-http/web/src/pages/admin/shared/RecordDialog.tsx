import { useRef, useState, type ReactNode } from "react";
import { Confirm } from "@/ui/confirm";
import { Dialog } from "@/ui/dialog";
import { useTexts } from "@/words";
import { RecordForm, type Editing, type Versioned } from "./RecordForm";
import type { Draft } from "./fields";
import { texts } from "./words";

interface Props<Row extends Versioned, D extends Draft> {
  title: string;
  as?: "dialog" | "drawer";
  editing: Editing<Row, D>;
  row: Row | undefined;
  onClose: () => void;
  /** Before the form. */
  head?: ReactNode;
  /** At the left of the form's buttons, such as archiving. */
  actions?: ReactNode;
  /** In place of the form, which keeps what was typed behind it. */
  instead?: ReactNode;
}

/** A record in a dialog of its own. It is not closed over what was typed without asking. */
export function RecordDialog<Row extends Versioned, D extends Draft>(props: Props<Row, D>) {
  const { title, as = "dialog", editing, row, onClose, head, actions, instead } = props;
  const said = useTexts(texts);
  const isTyped = useRef<() => boolean>(null);
  const [isLeaving, setLeaving] = useState(false);
  // An Escape that was meant for the question may reach both.
  const close = () => (isTyped.current?.() ? setLeaving(!isLeaving) : onClose());
  return (
    <Dialog open as={as} onClose={close} title={title}>
      {head}
      <div hidden={instead !== undefined}>
        <RecordForm key={row?.id} editing={editing} row={row} isTyped={isTyped} onSaved={onClose} onCancel={close}>
          {actions}
        </RecordForm>
      </div>
      {instead}
      <Confirm
        open={isLeaving}
        onClose={() => setLeaving(false)}
        title={said.leave}
        hint={said.leaveHint}
        action={said.leaveAction}
        onConfirm={onClose}
      />
    </Dialog>
  );
}
