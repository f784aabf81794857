import type { RefObject } from "react";
import { useCities } from "@/lists/named";
import { useTyped } from "@/lists/typed";
import { Button } from "@/ui/button";
import { Combobox } from "@/ui/combobox";
import { Field, Select } from "@/ui/field";
import { codes, useLabel, useTexts, useWords } from "@/words";
import type { CallbacksSearch } from "./search";
import { texts } from "./words";

interface Props {
  value: CallbacksSearch;
  onChange: (next: CallbacksSearch) => void;
  searchBox: RefObject<HTMLInputElement | null>;
}

export function Filters({ value, onChange, searchBox }: Props) {
  const words = useWords();
  const said = useTexts(texts);
  const label = useLabel();
  const { choices: cities } = useCities();
  const set = (name: keyof CallbacksSearch, next: string | undefined) => {
    const { [name]: _, ...rest } = value;
    onChange(next ? { ...rest, [name]: next } : rest);
  };
  const states = codes("callbackState").map((code) => ({ value: code, label: label("callbackState", code) }));
  const [typed, setTyped] = useTyped(value.phone ?? "", (text) => set("phone", text));
  return (
    <search aria-label={words.lists.filters} className="flex flex-wrap items-end gap-2 *:w-34 *:first:w-44 *:last:w-auto">
      <Field
        ref={searchBox}
        label={said.phone}
        placeholder={said.phoneHint}
        type="search"
        inputMode="tel"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Select
        label={said.state}
        choices={[{ value: "", label: words.lists.all }, ...states]}
        value={value.state ?? ""}
        onChange={(event) => set("state", event.target.value)}
      />
      <Field label={said.from} type="date" value={value.dateFrom ?? ""} onChange={(event) => set("dateFrom", event.target.value)} />
      <Field label={said.to} type="date" value={value.dateTo ?? ""} onChange={(event) => set("dateTo", event.target.value)} />
      <Combobox label={said.city} choices={cities} value={value.city} placeholder={words.lists.all} onChange={(city) => set("city", city)} />
      <Button look="quiet" className={Object.keys(value).length === 0 ? "invisible" : ""} onClick={() => onChange({})}>
        {words.actions.reset}
      </Button>
    </search>
  );
}
