import { Select } from "@/ui/field";
import { useTexts } from "@/words";
import { NumberField } from "./NumberField";
import { BOUNDS, type ReportsSearch } from "./search";
import { texts } from "./words";

interface Props {
  value: ReportsSearch;
  onChange: (part: Partial<ReportsSearch>) => void;
}

/** What the API takes when nothing is said. */
const USUAL = { interval: "30", target: "80", answerSeconds: "20", shrinkage: "0", handleSeconds: "180" };
const INTERVALS = ["15", "30", "60"].map((minutes) => ({ value: minutes, label: minutes }));

export function PlanParameters({ value, onChange }: Props) {
  const all = useTexts(texts);
  const said = all.staffing;
  return (
    <div className="flex flex-wrap items-start gap-2 *:w-36">
      <Select
        reserved
        label={said.interval}
        choices={INTERVALS}
        value={String(value.interval ?? USUAL.interval)}
        onChange={({ target }) => onChange({ interval: target.value === USUAL.interval ? undefined : Number(target.value) })}
      />
      <NumberField label={all.service.target} value={value.target} bounds={BOUNDS.target} usual={USUAL.target} onChange={(target) => onChange({ target })} />
      <NumberField
        label={all.service.answer}
        value={value.answerSeconds}
        bounds={BOUNDS.answerSeconds}
        usual={USUAL.answerSeconds}
        onChange={(answerSeconds) => onChange({ answerSeconds })}
      />
      <NumberField
        label={said.maxOccupancy}
        value={value.maxOccupancy}
        bounds={BOUNDS.maxOccupancy}
        usual={said.none}
        onChange={(maxOccupancy) => onChange({ maxOccupancy })}
      />
      <NumberField
        label={said.shrinkage}
        value={value.shrinkage}
        bounds={BOUNDS.shrinkage}
        usual={USUAL.shrinkage}
        onChange={(shrinkage) => onChange({ shrinkage })}
      />
      <NumberField label={said.patience} value={value.patience} bounds={BOUNDS.patience} usual={said.none} onChange={(patience) => onChange({ patience })} />
      <NumberField
        label={said.handle}
        value={value.handleSeconds}
        bounds={BOUNDS.handleSeconds}
        usual={USUAL.handleSeconds}
        onChange={(handleSeconds) => onChange({ handleSeconds })}
      />
    </div>
  );
}
