import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, type Ref } from "react";
import { toast } from "sonner";
import { api, ifMatch, told, type Schemas } from "@/api/client";
import { Problem } from "@/api/problem";
import { Button } from "@/ui/button";
import { Field, TextArea } from "@/ui/field";
import { useSentence } from "@/ui/states";
import { useTexts } from "@/words";
import { say, useDesk, type Words } from "./desk";
import { learn, readCall } from "./live";
import { texts } from "./words";

type Call = Schemas["Call"];

interface Props {
  call: Call;
  /** Of the field of the subject, to give it the focus. */
  ref?: Ref<HTMLInputElement>;
  /** Saved, and nothing was typed since. */
  onSaved?: () => void;
}

const written = (call: Call): Words => ({ category: call.category ?? "", note: call.note ?? "" });
const trimmed = ({ category, note }: Words): Words => ({ category: category.trim(), note: note.trim() });
const same = (a: Words, b: Words) => a.category === b.category && a.note === b.note;

/** What came of a call: its subject and a note. What is typed stays with the call until it is saved. */
export function Classify({ call, ref, onSaved }: Props) {
  const said = useTexts(texts).classify;
  const sentence = useSentence();
  const queries = useQueryClient();
  const group = useId();
  const stored = written(call);
  const kept = useDesk((desk) => desk.said[call.id]);
  const typed = kept?.typed ?? stored;
  // Somebody else wrote meanwhile, and it is shown: whoever saves now has seen it.
  const isOvertaken = kept !== undefined && !same(kept.base, stored);
  const type = (next: Words) => {
    const { base, version } = kept ?? { base: stored, version: call.version };
    say(call.id, same(next, stored) ? undefined : { typed: next, base, version });
  };
  const saving = useMutation({
    mutationFn: async (wanted: Words) => {
      const { category, note } = trimmed(wanted);
      const body = { category: category || null, note: note || null };
      // Versions rise with every event of the call; only another's words are a conflict.
      const version = isOvertaken ? call.version : (kept?.version ?? call.version);
      return (await told(api.PATCH("/api/calls/{id}", { params: { path: { id: call.id }, header: ifMatch(version) }, body }))).data;
    },
    onSuccess: (now, wanted) => {
      // Before what is typed goes: what was there before is not to be seen in between.
      learn(now);
      queries.setQueryData<{ data: Call }>(["call", "card", call.id], (card) => card && { ...card, data: { ...card.data, ...now } });
      const typed = useDesk.getState().said[call.id]?.typed;
      if (typed && !same(typed, wanted)) say(call.id, { typed, base: written(now), version: now.version });
      else {
        say(call.id, undefined);
        onSaved?.();
      }
      toast.success(said.saved);
      return queries.invalidateQueries({ queryKey: ["call"] });
    },
    onError: async (error) => {
      const isStale = error instanceof Problem && error.currentVersion !== undefined;
      if (!isStale) toast.error(said.failed, { description: sentence(error) });
      // What somebody else wrote is shown as soon as it is read.
      else await Promise.all([queries.invalidateQueries({ queryKey: ["call"] }), readCall(call.id)]);
    },
  });
  // One's own words may come by the feed before they are answered.
  const isOwn = saving.isPending && same(trimmed(saving.variables), stored);
  const isUsual = said.usual.includes(typed.category);
  const save = () => {
    if (!saving.isPending && !same(typed, stored)) saving.mutate(typed);
  };
  return (
    <form
      aria-label={said.title}
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <h3 className="font-semibold">{said.title}</h3>
      <fieldset className="flex flex-wrap gap-1">
        <legend className="mb-1 text-xs text-soft">{said.category}</legend>
        {said.usual.map((usual) => (
          <label
            key={usual}
            className="relative flex h-7 cursor-pointer items-center rounded-full border border-edge bg-sheet px-2.5 hover:bg-hover has-checked:border-accent has-checked:bg-chosen has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input type="radio" name={group} className="sr-only" checked={typed.category === usual} onChange={() => type({ ...typed, category: usual })} />
            {usual}
          </label>
        ))}
      </fieldset>
      <Field
        ref={ref}
        label={said.own}
        maxLength={64}
        autoComplete="off"
        value={isUsual ? "" : typed.category}
        onChange={(event) => type({ ...typed, category: event.target.value })}
      />
      <TextArea
        label={said.note}
        rows={2}
        maxLength={2000}
        value={typed.note}
        onChange={(event) => type({ ...typed, note: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
        }}
      />
      <div role="alert">
        {isOvertaken && !isOwn && (
          <div ref={(note) => note?.scrollIntoView({ block: "nearest" })} className="rounded-md bg-warn-ground px-3 py-2 text-warn">
            <p>{said.conflict}</p>
            <p className="font-medium text-ink">{[stored.category, stored.note].filter(Boolean).join(" · ") || said.nothing}</p>
            <p>{said.again}</p>
            <Button className="mt-2" onClick={() => say(call.id, undefined)}>
              {said.takeTheirs}
            </Button>
          </div>
        )}
      </div>
      <Button type="submit" className="self-end" aria-busy={saving.isPending} aria-disabled={same(typed, stored)}>
        {said.save}
      </Button>
    </form>
  );
}
