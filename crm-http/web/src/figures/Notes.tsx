import type { Schemas } from "@/api/client";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { noteId, useFormulaName, useNote } from "./notes";
import { texts } from "./words";

interface Props {
  basis: Schemas["StatsBasis"] | undefined;
  formulas: readonly string[];
  /** What else has to be known, each a sentence. */
  more?: readonly string[];
}

/** Under the figures: over what they were computed, and each of them from what. */
export function Notes({ basis, formulas, more = [] }: Props) {
  const said = useTexts(texts);
  const name = useFormulaName();
  const note = useNote();
  const format = useFormat(basis?.zone);
  const moment = (at: string) => `${format.day(at)} ${format.time(at)}`;
  return (
    <details open className="shrink-0 text-xs text-soft">
      <summary className="min-h-6 w-fit cursor-pointer py-1 font-medium">{said.notes}</summary>
      {basis && <p className="mb-1">{said.basis(moment(basis.from), moment(basis.to), basis.zone)}</p>}
      {more.map((sentence) => (
        <p key={sentence} className="mb-1">
          {sentence}
        </p>
      ))}
      <dl className="gap-x-8 sm:columns-2">
        {formulas.map((formula) => (
          <div key={formula} className="break-inside-avoid py-0.5">
            <dt className="inline font-medium text-ink">{name(formula)}: </dt>
            <dd id={noteId(formula)} className="inline">
              {note(formula)}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
