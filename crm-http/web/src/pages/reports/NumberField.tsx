import { useTyped } from "@/lists/typed";
import { Field } from "@/ui/field";
import { useTexts } from "@/words";
import { texts } from "./words";

interface Props {
  label: string;
  value: number | undefined;
  bounds: readonly [least: number, most: number];
  /** What holds while nothing is typed. */
  usual: string;
  onChange: (value: number | undefined) => void;
}

/** A parameter of a report. It takes effect when the typing pauses, if it holds. */
export function NumberField({ label, value, bounds: [least, most], usual, onChange }: Props) {
  const said = useTexts(texts);
  const [typed, setTyped] = useTyped(value === undefined ? "" : String(value), (text) => {
    const next = Number(text.replace(",", "."));
    if (text === "") onChange(undefined);
    else if (next >= least && next <= most) onChange(next);
  });
  const number = Number(typed.replace(",", "."));
  const holds = typed.trim() === "" || (number >= least && number <= most);
  return (
    <Field
      reserved
      label={label}
      inputMode="decimal"
      placeholder={usual}
      value={typed}
      error={holds ? undefined : said.staffing.bounds(String(least), String(most))}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
