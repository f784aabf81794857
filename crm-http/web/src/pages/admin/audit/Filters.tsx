import { useCampaigns, useCities, usePeople, type Choice } from "@/lists/named";
import { useTyped } from "@/lists/typed";
import { Combobox } from "@/ui/combobox";
import { Field, Select } from "@/ui/field";
import { useTexts, useWords } from "@/words";
import { subjectTexts } from "../shared/subject";
import { texts } from "./words";

interface Props {
  /** Such as `operator:12`. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Chooses what the entries are about: a person, city or campaign by name, anything else by its number. */
export function Filters({ value = "", onChange }: Props) {
  const words = useWords();
  const said = useTexts(texts);
  const { kinds } = useTexts(subjectTexts);
  const [kind = "", id = ""] = value.split(":");
  const { choices: people } = usePeople();
  const { cities } = useCities();
  const { campaigns } = useCampaigns();
  const byId = (list: readonly { id: number; name: string }[]): Choice[] => list.map(({ id, name }) => ({ value: String(id), label: name }));
  const named: Record<string, Choice[]> = {
    operator: people.map(({ value, label }) => ({ value: String(value), label })),
    city: byId(cities),
    campaign: byId(campaigns),
  };
  const choices = named[kind];
  const [typed, setTyped] = useTyped(id, (next) => onChange(`${kind}:${next}`));
  return (
    <search aria-label={words.lists.filters} className="flex shrink-0 flex-wrap items-end gap-2 *:w-52">
      <Select
        label={said.kind}
        value={kind}
        choices={[
          { value: "", label: said.everything },
          ...Object.entries(kinds).map(([value, label]) => ({ value, label })),
        ]}
        onChange={(event) => onChange(event.target.value ? `${event.target.value}:` : undefined)}
      />
      {choices ? (
        <Combobox label={said.which} choices={choices} value={id || undefined} onChange={(next) => onChange(`${kind}:${next ?? ""}`)} />
      ) : (
        kind && <Field label={said.number} value={typed} maxLength={100} onChange={(event) => setTyped(event.target.value)} />
      )}
    </search>
  );
}
