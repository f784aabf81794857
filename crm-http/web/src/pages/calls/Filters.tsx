import type { RefObject } from "react";
import { useCampaigns, useCities, usePeople } from "@/lists/named";
import { useTyped } from "@/lists/typed";
import { useUser } from "@/session/session";
import { Button } from "@/ui/button";
import { Combobox } from "@/ui/combobox";
import { Field, Select } from "@/ui/field";
import { codes, useLabel, useTexts, useWords, type CodeSet } from "@/words";
import type { CallsSearch } from "./search";
import { texts } from "./words";

interface Props {
  value: CallsSearch;
  onChange: (next: CallsSearch) => void;
  searchBox: RefObject<HTMLInputElement | null>;
}

export function Filters({ value, onChange, searchBox }: Props) {
  const words = useWords();
  const said = useTexts(texts);
  const label = useLabel();
  const user = useUser();
  const { choices: cities } = useCities();
  const { choices: campaigns } = useCampaigns();
  const seesPeople = user.role !== "operator";
  const { choices: people } = usePeople({ role: "operator" }, seesPeople);
  const set = (name: keyof CallsSearch, next: string | number | undefined) => {
    const { [name]: _, ...rest } = value;
    onChange(next === "" || next === undefined ? rest : { ...rest, [name]: next });
  };
  const coded = (set: CodeSet) => [
    { value: "", label: words.lists.all },
    ...codes(set).map((code) => ({ value: code, label: label(set, code) })),
  ];
  const [typed, setTyped] = useTyped(value.q ?? "", (text) => set("q", text));
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
      <Field label={said.from} type="date" value={value.dateFrom ?? ""} onChange={(event) => set("dateFrom", event.target.value)} />
      <Field label={said.to} type="date" value={value.dateTo ?? ""} onChange={(event) => set("dateTo", event.target.value)} />
      <Select label={said.status} choices={coded("callStatus")} value={value.status ?? ""} onChange={(event) => set("status", event.target.value)} />
      <Select label={said.direction} choices={coded("callDirection")} value={value.direction ?? ""} onChange={(event) => set("direction", event.target.value)} />
      <Combobox label={said.city} choices={cities} value={value.city} placeholder={words.lists.all} onChange={(city) => set("city", city)} />
      <Combobox label={said.columns.campaign} choices={campaigns} value={value.rk} placeholder={words.lists.all} onChange={(rk) => set("rk", rk)} />
      {seesPeople && (
        <Combobox
          label={said.columns.operator}
          choices={people}
          value={value.operatorId}
          placeholder={words.lists.all}
          onChange={(id) => set("operatorId", id)}
        />
      )}
      <Button look="quiet" className={Object.keys(value).length === 0 ? "invisible" : ""} onClick={() => onChange({})}>
        {words.actions.reset}
      </Button>
    </search>
  );
}
