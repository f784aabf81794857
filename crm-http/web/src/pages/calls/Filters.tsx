import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState, type RefObject } from "react";
import { api, told } from "@/api/client";
import { Button } from "@/ui/button";
import { Field, Select } from "@/ui/field";
import { codes, useLabel, useWords, type CodeSet } from "@/words";
import type { CallsSearch } from "./search";

interface Props {
  value: CallsSearch;
  onChange: (next: CallsSearch) => void;
  searchBox: RefObject<HTMLInputElement | null>;
}

/** How long after the last key the search begins. */
const PAUSE = 350;

export function Filters({ value, onChange, searchBox }: Props) {
  const words = useWords();
  const label = useLabel();
  const cities = useQuery({
    queryKey: ["city", "list"],
    queryFn: () => told(api.GET("/api/cities")),
    staleTime: Infinity,
  });
  const set = (name: keyof CallsSearch, text: string) => {
    const { [name]: _, ...rest } = value;
    onChange(text === "" ? rest : { ...rest, [name]: text });
  };
  const all = { value: "", label: words.calls.all };
  const coded = (set: CodeSet) => [all, ...codes(set).map((code) => ({ value: code, label: label(set, code) }))];
  const named = [all, ...(cities.data?.data ?? []).map(({ name }) => ({ value: name, label: name }))];
  // A city that the list does not have (yet) still shows what is filtered by.
  if (value.city && !named.some((city) => city.value === value.city)) named.push({ value: value.city, label: value.city });

  const [typed, setTyped] = useState(value.q ?? "");
  const [shown, setShown] = useState(value.q);
  if (shown !== value.q) {
    setShown(value.q);
    setTyped(value.q ?? "");
  }
  const search = useEffectEvent(() => {
    if (typed.trim() !== (value.q ?? "")) set("q", typed.trim());
  });
  useEffect(() => {
    const timer = window.setTimeout(() => search(), PAUSE);
    return () => window.clearTimeout(timer);
  }, [typed]);

  return (
    <search aria-label={words.calls.filters} className="flex flex-wrap items-end gap-2 *:w-36 *:first:w-44 *:last:w-auto">
      <Field
        ref={searchBox}
        label={words.calls.phone}
        placeholder={words.calls.phoneHint}
        type="search"
        inputMode="tel"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Field label={words.calls.from} type="date" value={value.dateFrom ?? ""} onChange={(event) => set("dateFrom", event.target.value)} />
      <Field label={words.calls.to} type="date" value={value.dateTo ?? ""} onChange={(event) => set("dateTo", event.target.value)} />
      <Select label={words.calls.status} choices={coded("callStatus")} value={value.status ?? ""} onChange={(event) => set("status", event.target.value)} />
      <Select label={words.calls.direction} choices={coded("callDirection")} value={value.direction ?? ""} onChange={(event) => set("direction", event.target.value)} />
      <Select label={words.calls.city} choices={named} value={value.city ?? ""} onChange={(event) => set("city", event.target.value)} />
      <Button look="quiet" className={Object.keys(value).length === 0 ? "invisible" : ""} onClick={() => onChange({})}>
        {words.actions.reset}
      </Button>
    </search>
  );
}
