import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useImperativeHandle, useState, type ReactNode, type Ref } from "react";
import { useForm, type DefaultValues, type Path, type PathValue } from "react-hook-form";
import { toast } from "sonner";
import { newKey } from "@/api/client";
import { Problem } from "@/api/problem";
import { useRefusals } from "@/api/refusals";
import { Button } from "@/ui/button";
import { useTexts, useWords } from "@/words";
import { useRefusalText } from "@/words/problems";
import { Changed } from "./Changed";
import { Fields, shown, type Draft, type FieldSpec } from "./fields";
import { texts } from "./words";

export interface Versioned {
  id: number;
  version: number;
}

/** How records of a kind are filled in and saved. */
export interface Editing<Row extends Versioned, D extends Draft> {
  /** By the feed's name: what to read anew once something is saved. */
  entity: string;
  draft: (row: Row | undefined) => D;
  fields: readonly FieldSpec<keyof D & string>[];
  /** Read after somebody else was faster. */
  read: (id: number) => Promise<Row>;
  create: (draft: D, key: string) => Promise<unknown>;
  /** Sends what was changed, and nothing else. */
  change: (row: Row, changed: Partial<D>) => Promise<unknown>;
  /** Refusals that name no field, and the field they are about. */
  about?: Partial<Record<string, keyof D & string>>;
}

interface Props<Row extends Versioned, D extends Draft> {
  editing: Editing<Row, D>;
  /** The record as it was read; nothing for a new one. */
  row: Row | undefined;
  onSaved: () => void;
  /** Asked before it is closed: whether something typed would be lost. By now, not by when it was drawn last. */
  isTyped?: Ref<() => boolean>;
  onCancel: () => void;
  /** Stands at the left of the buttons. */
  children?: ReactNode;
}

const same = (one: string | string[] | undefined, other: string | string[] | undefined) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Fills in a record. Only what was changed is sent, with the version that was read; when somebody else was faster, theirs is
 * shown beside what was typed, which stays.
 */
export function RecordForm<Row extends Versioned, D extends Draft>(props: Props<Row, D>) {
  const { editing, row, onSaved, isTyped, onCancel, children } = props;
  const words = useWords();
  const said = useTexts(texts);
  const client = useQueryClient();
  const refusal = useRefusalText();
  const [key] = useState(newKey);
  const [base, setBase] = useState(row);
  const form = useForm<D>({ defaultValues: editing.draft(row) as DefaultValues<D> });
  const refused = useRefusals(form);
  const [theirs, setTheirs] = useState<{ name: keyof D & string; value: string | string[] }[]>();
  const { isSubmitting, isDirty, defaultValues } = form.formState;
  useImperativeHandle(isTyped, () => () => {
    const before = editing.draft(base);
    return Object.entries(form.getValues()).some(([name, value]) => !same(value, before[name]));
  }, [editing, base, form]);

  /** Puts another version under what is typed: fields that were not touched follow it, the others stay. */
  function rebase(before: D, now: D) {
    const mine = form.getValues();
    const names = Object.keys(now) as (keyof D & string)[];
    form.reset(now);
    for (const name of names) {
      if (same(mine[name], before[name])) continue;
      form.setValue(name as Path<D>, mine[name] as PathValue<D, Path<D>>, { shouldDirty: true });
    }
    return names.filter((name) => !same(before[name], now[name])).map((name) => ({ name, value: now[name] ?? "" }));
  }

  // Untouched, the form follows what others do. What was touched is compared when it is saved.
  if (row && base && row.version > base.version && !isDirty) setBase(row);
  const follow = useEffectEvent(() => void rebase(defaultValues as D, editing.draft(base)));
  useEffect(() => follow(), [base?.version]);

  async function merge(was: Row) {
    const fresh = await editing.read(was.id);
    setTheirs(rebase(editing.draft(was), editing.draft(fresh)));
    setBase(fresh);
    void client.invalidateQueries({ queryKey: [editing.entity] });
  }

  const submit = form.handleSubmit(async () => {
    const typed = form.getValues();
    try {
      if (base) {
        const before = editing.draft(base);
        const changed = Object.entries(typed).filter(([name, value]) => !same(value, before[name]));
        if (changed.length > 0) await editing.change(base, Object.fromEntries(changed) as Partial<D>);
      } else {
        await editing.create(typed, key);
      }
    } catch (error) {
      if (base && error instanceof Problem && error.currentVersion !== undefined) {
        await merge(base).catch((other: unknown) => refused(other, words.forms.failed));
        return;
      }
      const field = error instanceof Problem ? editing.about?.[error.code] : undefined;
      if (field && error instanceof Problem) {
        form.setError(field as Path<D>, { message: refusal(error.code, error.message) }, { shouldFocus: true });
      } else {
        refused(error, words.forms.failed);
      }
      return;
    }
    toast.success(base ? said.done.saved : said.done.added);
    void client.invalidateQueries({ queryKey: [editing.entity] });
    onSaved();
  });

  const field = (name: string) => editing.fields.find((one) => one.name === name);
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-2">
      {theirs && (
        <Changed
          changes={theirs.map(({ name, value }) => ({
            name,
            label: field(name)?.label ?? name,
            value: shown(field(name), value, said.empty),
            // Only where something else was typed there is anything to choose.
            take: same(form.getValues(name as Path<D>), value)
              ? undefined
              : () => {
                  form.setValue(name as Path<D>, value as PathValue<D, Path<D>>, { shouldDirty: true });
                  setTheirs(theirs.filter((other) => other.name !== name));
                },
          }))}
        />
      )}
      <Fields form={form} fields={editing.fields} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <div className="mr-auto flex flex-wrap gap-2">{children}</div>
        <Button onClick={onCancel}>{words.actions.cancel}</Button>
        <Button type="submit" look="main" disabled={isSubmitting}>
          {words.actions.save}
        </Button>
      </div>
    </form>
  );
}
