import type { Ref } from "react";
import { PeriodPicker } from "@/figures/PeriodPicker";
import { useSeenCities } from "@/figures/useSeenCities";
import { Button } from "@/ui/button";
import { Combobox } from "@/ui/combobox";
import { Select } from "@/ui/field";
import { useTexts, useWords } from "@/words";
import { useOfficeZone } from "@/words/format";
import { useAsk, useAsked } from "./asked";
import { NOTHING, USUAL } from "./search";
import { texts } from "./words";

interface Props {
  hasCity: boolean;
  hasZone: boolean;
  period: Ref<HTMLSelectElement>;
}

export function Filters({ hasCity, hasZone, period }: Props) {
  const words = useWords();
  const said = useTexts(texts);
  const office = useOfficeZone();
  const { search, days } = useAsked();
  const ask = useAsk();
  const { cities, seen } = useSeenCities();
  const zones = [...new Set([...cities.map(({ zone }) => zone), ...(search.zone ? [search.zone] : [])])].filter((zone) => zone !== office);
  const isFiltered = (Object.keys(NOTHING) as (keyof typeof NOTHING)[]).some((name) => search[name] !== undefined);
  return (
    <search aria-label={said.filters} className="flex flex-wrap items-end gap-2 *:w-36 *:last:w-auto">
      <PeriodPicker value={search} usual={USUAL} days={days} onChange={ask} box={period} />
      {hasCity && (
        <Combobox
          label={said.city}
          choices={seen.map(({ name }) => ({ value: name, label: name }))}
          value={search.city}
          placeholder={words.lists.all}
          onChange={(city) => ask({ city })}
        />
      )}
      {hasZone && (
        <div className="min-w-48">
          <Select
            label={said.zone}
            choices={[{ value: "", label: said.officeZone(office) }, ...zones.map((zone) => ({ value: zone, label: zone }))]}
            value={search.zone ?? ""}
            onChange={(event) => ask({ zone: event.target.value || undefined })}
          />
        </div>
      )}
      <Button look="quiet" className={isFiltered ? "" : "invisible"} onClick={() => ask(NOTHING)}>
        {words.actions.reset}
      </Button>
    </search>
  );
}
