import { useTexts } from "@/words";
import { Ask } from "./Ask";
import { texts } from "./words";

interface Props {
  entity: string;
  name: string;
  /** What archiving means for what refers to it. */
  hint: string;
  isArchived: boolean;
  set: (archived: boolean) => Promise<unknown>;
  onDone: () => void;
}

/** Archives a record after asking, and brings it back without. */
export function ArchiveButton({ entity, name, hint, isArchived, set, onDone }: Props) {
  const said = useTexts(texts);
  return isArchived ? (
    <Ask entity={entity} run={() => set(false)} done={said.done.restored} onDone={onDone}>
      {said.restore}
    </Ask>
  ) : (
    <Ask
      entity={entity}
      title={said.archiving(name)}
      hint={hint}
      action={said.archive}
      run={() => set(true)}
      done={said.done.archived}
      onDone={onDone}
    >
      {said.archive}
    </Ask>
  );
}
