import { useKeys } from "@/keys/keys";
import { Listing, useCount } from "@/lists/Listing";
import { useCities, useMasters } from "@/lists/named";
import { Button } from "@/ui/button";
import { Combobox } from "@/ui/combobox";
import { Select } from "@/ui/field";
import { Page } from "@/ui/page";
import { codes, useLabel, useTexts, useWords } from "@/words";
import { useColumns } from "./columns";
import { HandoverCard } from "./HandoverCard";
import type { CashSearch } from "./search";
import { useHandovers } from "./useHandovers";
import { texts } from "./words";

/** What masters handed over, and what waits to be accepted. */
export function OfficeCash() {
  const words = useWords();
  const said = useTexts(texts);
  const count = useCount();
  const columns = useColumns();
  const { list, open, filters, setFilters, setOpen } = useHandovers();
  const reset = () => setFilters({});
  useKeys(said.title, [
    { keys: "x", about: words.keys.reset, run: reset },
    { keys: "↑ ↓ Enter", about: words.keys.rows },
  ]);
  return (
    <Page title={said.title} status={!list.error && count(list.count)}>
      <Filters value={filters} onChange={setFilters} />
      <Listing
        list={list}
        label={said.list}
        columns={columns}
        onOpen={({ id }) => setOpen(id)}
        chosen={open}
        empty={said.empty}
        emptyHint={said.emptyHint}
        isFiltered={Object.keys(filters).length > 0}
        onReset={reset}
      />
      <HandoverCard id={open} onClose={() => setOpen()} />
    </Page>
  );
}

function Filters({ value, onChange }: { value: CashSearch; onChange: (next: CashSearch) => void }) {
  const words = useWords();
  const said = useTexts(texts).filters;
  const label = useLabel();
  const { choices: cities } = useCities();
  const { choices: masters } = useMasters({ city: value.city });
  const set = (name: keyof CashSearch, next: string | number | undefined) => {
    const { [name]: _, ...rest } = value;
    onChange(next === "" || next === undefined ? rest : { ...rest, [name]: next });
  };
  const states = [{ value: "", label: words.lists.all }, ...codes("cashState").map((code) => ({ value: code, label: label("cashState", code) }))];
  return (
    <search aria-label={words.lists.filters} className="flex flex-wrap items-end gap-2 *:w-40 *:last:w-auto">
      <Select label={said.state} choices={states} value={value.state ?? ""} onChange={(event) => set("state", event.target.value)} />
      <Combobox label={said.city} choices={cities} value={value.city} placeholder={words.lists.all} onChange={(city) => set("city", city)} />
      <Combobox label={said.master} choices={masters} value={value.masterId} placeholder={words.lists.all} onChange={(id) => set("masterId", id)} />
      <Button look="quiet" className={Object.keys(value).length === 0 ? "invisible" : ""} onClick={() => onChange({})}>
        {words.actions.reset}
      </Button>
    </search>
  );
}
