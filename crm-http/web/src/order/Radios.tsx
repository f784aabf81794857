import { useId, type Ref } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";

interface Props {
  label: string;
  choices: readonly { value: string; label: string }[];
  field: UseFormRegisterReturn & { ref?: Ref<HTMLInputElement> };
  error?: string | undefined;
}

/** One of a few, of a form: all of them in sight, one tab stop, arrows choose. */
export function Radios({ label, choices, field, error }: Props) {
  const id = useId();
  return (
    <fieldset className="flex min-w-0 flex-col gap-1" aria-describedby={error ? id : undefined}>
      <legend className="mb-1 text-xs text-soft">{label}</legend>
      <div className={`flex h-8 rounded-md border bg-sheet p-0.5 ${error ? "border-bad" : "border-edge-strong"}`}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="relative flex flex-1 cursor-pointer items-center justify-center rounded px-1.5 whitespace-nowrap has-checked:bg-chosen has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input type="radio" className="sr-only" value={choice.value} {...field} />
            {choice.label}
          </label>
        ))}
      </div>
      <p id={id} className="min-h-4 text-xs text-bad">
        {error}
      </p>
    </fieldset>
  );
}
