import { Popover } from "radix-ui";
import type { ReactNode } from "react";
import { useTexts } from "@/words";
import { useFigures, type Kind, type Value } from "./format";
import { noteId, useFormulaName, useNote } from "./notes";
import { texts } from "./words";

/** Some figures that belong together. */
export function Facts({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rounded-lg border border-edge bg-sheet p-3">
      <h2 className="font-semibold">{title}</h2>
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-x-4 gap-y-1">{children}</dl>
    </section>
  );
}

interface FactProps {
  formula: string;
  kind: Kind;
  value: Value;
  /** Beside the figure, such as whether it is good. */
  children?: ReactNode;
}

/** One figure. Its name says, when asked, from what it is computed. */
export function Fact({ formula, kind, value, children }: FactProps) {
  const figures = useFigures();
  return (
    <div>
      <dt className="flex min-h-9 items-end">
        <Explained formula={formula} />
      </dt>
      <dd className="text-xl font-semibold" aria-describedby={noteId(formula)}>
        {figures.write(kind, value)}
      </dd>
      {children && <dd className="mt-1">{children}</dd>}
    </div>
  );
}

function Explained({ formula }: { formula: string }) {
  const said = useTexts(texts);
  const name = useFormulaName()(formula);
  const note = useNote()(formula);
  return (
    <Popover.Root>
      <Popover.Trigger
        title={said.explain(name)}
        className="min-h-6 text-left text-xs text-soft underline decoration-dotted underline-offset-3 hover:text-ink"
      >
        {name}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={said.explain(name)}
          className="z-50 max-w-80 rounded-lg border border-edge bg-raised p-3 shadow-lg"
        >
          {note}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Figures that codes have, such as orders by status. */
export function Plain({ name, kind, value }: { name: string; kind: Kind; value: Value }) {
  const figures = useFigures();
  return (
    <div>
      <dt className="flex min-h-9 items-end pb-1 text-xs text-soft">{name}</dt>
      <dd className="text-base leading-7 font-medium">{figures.write(kind, value)}</dd>
    </div>
  );
}
