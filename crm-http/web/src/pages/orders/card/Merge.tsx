import { useEffect, useRef, useState } from "react";
import { Button } from "@/ui/button";
import { useLabel, useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import { texts } from "../words";
import { draftOf, FIELDS, isMoney, isSame, type Draft, type FieldName } from "./draft";
import type { Card } from "./useOrder";

interface Props {
  /** What both began with. */
  base: Draft;
  mine: Draft;
  theirs: Card;
  isBusy: boolean;
  onSave: (merged: Draft) => void;
  onCancel: () => void;
}

/** Two changes of one order, field by field. What only one of them changed is chosen already. */
export function Merge({ base, mine, theirs, isBusy, onSave, onCancel }: Props) {
  const words = useWords();
  const all = useTexts(texts).card;
  const said = all.merge;
  const show = useShown(theirs.meetingZone);
  const saved = draftOf(theirs);
  const differing = FIELDS.filter((name) => !isSame(name, mine[name], saved[name]));
  const [own, setOwn] = useState<ReadonlySet<FieldName>>(
    () => new Set(differing.filter((name) => !isSame(name, mine[name], base[name]))),
  );
  const heading = useRef<HTMLParagraphElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const pick = (name: FieldName, isMine: boolean) =>
    setOwn(new Set(isMine ? [...own, name] : [...own].filter((other) => other !== name)));
  const save = () =>
    onSave(Object.fromEntries(FIELDS.map((name) => [name, own.has(name) ? mine[name] : saved[name]])) as Draft);
  const option = (name: FieldName, isMine: boolean) => (
    <label className="grid min-w-0 cursor-pointer grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2 rounded-md border border-edge p-2 has-checked:border-accent has-checked:bg-chosen">
      <input type="radio" name={name} className="accent-accent" checked={own.has(name) === isMine} onChange={() => pick(name, isMine)} />
      <span className="text-xs text-soft">{isMine ? said.mine : said.theirs}</span>
      <span className="col-start-2 break-words">{show(name, (isMine ? mine : saved)[name]) || said.empty}</span>
    </label>
  );
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <p ref={heading} tabIndex={-1} role="alert" className="rounded-md bg-warn-ground px-3 py-2 text-warn outline-none">
        <strong className="block">{said.title}</strong>
        {differing.length > 0 ? said.hint : said.nothing}
      </p>
      {differing.map((name) => (
        <fieldset key={name} className="grid grid-cols-2 gap-2">
          <legend className="mb-1 text-xs font-medium">
            <span className="sr-only">{said.group(all.fields[name])}</span>
            <span aria-hidden>{all.fields[name]}</span>
          </legend>
          {option(name, true)}
          {option(name, false)}
        </fieldset>
      ))}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{words.actions.cancel}</Button>
        <Button type="submit" look="main" disabled={isBusy}>
          {said.save}
        </Button>
      </div>
    </form>
  );
}

/** A value as people read it. */
function useShown(zone: string) {
  const label = useLabel();
  const format = useFormat();
  const there = useFormat(zone);
  return (name: FieldName, value: string): string => {
    if (value === "") return "";
    if (name === "typeEquipment") return label("equipment", value);
    if (name === "typeOrder") return label("orderType", value);
    if (name === "phone") return format.phone(value);
    if (name === "dateMeeting") return `${there.day(value)} ${there.time(value)}`;
    return isMoney(name) && /^\d+(\.\d+)?$/.test(value) ? format.money(value) : value;
  };
}
