import { X } from "lucide-react";
import { useRef } from "react";
import type { Choice } from "@/lists/named";
import { useWords } from "@/words";
import { Combobox } from "./combobox";
import type { Labelled } from "./field";

interface Props extends Labelled {
  choices: readonly Choice[];
  values: readonly string[];
  onChange: (values: string[]) => void;
  placeholder?: string | undefined;
}

/** Several of many: each chosen one can be taken away, another one is found by typing. */
export function Many({ choices, values, onChange, label, ...rest }: Props) {
  const words = useWords();
  const frame = useRef<HTMLDivElement>(null);
  // The box for the next one is a new one after each choice, and the work goes on in it.
  const goOn = () => window.setTimeout(() => frame.current?.querySelector("input")?.focus());
  return (
    <div ref={frame} className="flex min-w-0 flex-col gap-1">
      <Combobox
        key={values.join("\n")}
        label={label}
        choices={choices.filter(({ value }) => !values.includes(value))}
        value={undefined}
        onChange={(value) => {
          if (value === undefined) return;
          onChange([...values, value]);
          goOn();
        }}
        {...rest}
      />
      {values.length > 0 && (
        <ul aria-label={label} className="flex flex-wrap gap-1">
          {values.map((value) => (
            <li key={value}>
              <button
                type="button"
                onClick={() => {
                  onChange(values.filter((other) => other !== value));
                  goOn();
                }}
                className="inline-flex h-6 items-center gap-1 rounded bg-hover px-2 text-xs hover:bg-chosen"
              >
                {choices.find((choice) => choice.value === value)?.label ?? value}
                <X size={12} aria-hidden />
                <span className="sr-only">{words.actions.remove}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
