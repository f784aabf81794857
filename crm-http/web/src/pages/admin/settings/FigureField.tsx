import { Controller, type Control } from "react-hook-form";
import { Field } from "@/ui/field";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import type { figures, SettingName } from "./spec";
import { texts } from "./words";

interface Props {
  figure: (typeof figures)["calls"][number];
  control: Control<Record<SettingName, string>>;
  error: string | undefined;
}

/** `7200` as `2 ч`, `90` as `1 мин 30 с`. */
function useSpan() {
  const { unit } = useTexts(texts);
  return (seconds: number) => {
    const parts: [number, string][] = [
      [Math.floor(seconds / 86_400), unit.d],
      [Math.floor(seconds / 3600) % 24, unit.h],
      [Math.floor(seconds / 60) % 60, unit.min],
      [seconds % 60, unit.s],
    ];
    return parts.flatMap(([count, name]) => (count > 0 ? [`${count} ${name}`] : [])).join(" ");
  };
}

/** A setting that is a number: what it does, its unit, its range, and how long that is. */
export function FigureField({ figure, control, error }: Props) {
  const said = useTexts(texts);
  const format = useFormat();
  const span = useSpan();
  const { name, unit, least, most } = figure;
  const { name: title, about } = said.of[name];
  const range = (unit === "days" ? said.rangeOrEver : said.range)(format.number(least), format.number(most));
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => {
        const value = /^\d+$/.test(field.value) ? Number(field.value) : undefined;
        const long = value !== undefined && unit === "seconds" && value >= 60 ? said.is(span(value)) : "";
        return (
          <div className="grid grid-cols-[1fr_auto] items-start gap-x-4 gap-y-1 border-b border-edge pb-3 last:border-0 last:pb-0">
            <div className="max-w-md min-w-0">
              <Field label={`${title}, ${said[unit]}`} hint={range} error={error} inputMode="numeric" autoComplete="off" {...field} />
            </div>
            <p aria-live="polite" className="w-40 pt-6 text-soft">
              {unit === "days" && value === 0 ? said.ever : long}
            </p>
            <p className="col-span-2 text-soft">{about}</p>
          </div>
        );
      }}
    />
  );
}
