import type { Ref } from "react";
import { Field, Select } from "@/ui/field";
import { useTypedDate } from "@/ui/typedDate";
import { useTexts } from "@/words";
import { PRESETS, type Days, type PeriodSearch, type Preset } from "./period";
import { texts } from "./words";

interface Props {
  value: PeriodSearch;
  usual: Preset;
  /** The days that are meant. */
  days: Days | undefined;
  onChange: (next: PeriodSearch) => void;
  box?: Ref<HTMLSelectElement>;
}

const OWN = "own";

/** A period by its name, or by own dates: the dates are always shown, and changing one makes them own. */
export function PeriodPicker({ value, usual, days, onChange, box }: Props) {
  const said = useTexts(texts);
  const isOwn = value.from !== undefined || value.to !== undefined;
  const choices = [
    ...PRESETS.map((preset) => ({ value: preset, label: said.presets[preset] })),
    { value: OWN, label: said.own },
  ];
  const own = (from = days?.startDate, to = days?.endDate) => {
    if (from && to) onChange({ period: undefined, from, to });
  };
  // An end that is passed by the other one goes along: they do not change places while somebody types.
  const { startDate = "", endDate = "" } = days ?? {};
  const first = useTypedDate(startDate, (date) => own(date, date > endDate ? date : endDate));
  const last = useTypedDate(endDate, (date) => own(date < startDate ? date : startDate, date));
  const choose = (name: string) => {
    const preset = PRESETS.find((one) => one === name);
    if (preset) onChange({ period: preset, from: undefined, to: undefined });
    else own();
  };
  return (
    <>
      <Select
        {...(box && { ref: box })}
        label={said.period}
        choices={choices}
        value={isOwn ? OWN : (value.period ?? usual)}
        onChange={(event) => choose(event.target.value)}
      />
      <Field type="date" label={said.from} {...first} />
      <Field type="date" label={said.to} {...last} />
    </>
  );
}
