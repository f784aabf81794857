import { useId, type ComponentProps, type ReactNode } from "react";

export const box =
  "h-8 w-full rounded-md border border-edge-strong bg-sheet px-2 text-ink placeholder:text-soft disabled:bg-hover disabled:text-soft aria-invalid:border-bad";

export interface Labelled {
  label: string;
  /** A sentence about what is wrong. It stands where the hint does. */
  error?: string | undefined;
  /** What to write here, in a few words. */
  hint?: string | undefined;
  /** Keeps the line of the error free, so that nothing jumps when it comes. */
  reserved?: boolean | undefined;
}

export function Frame({ id, label, error, hint, reserved, children }: Labelled & { id: string; children: ReactNode }) {
  const note = error ?? hint;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label id={`${id}-label`} htmlFor={id} className="truncate text-xs text-soft">
        {label}
      </label>
      {children}
      {(reserved || note !== undefined) && (
        // Not an alert: a form that is refused goes to the first field that is wrong, which has this read aloud with it.
        <p id={`${id}-note`} className={`min-h-4 text-xs ${error ? "text-bad" : "text-soft"}`}>
          {note}
        </p>
      )}
    </div>
  );
}

/** What ties a field to its note. */
const tied = (id: string, { error, hint }: Labelled) => ({
  id,
  "aria-invalid": error ? true : undefined,
  "aria-describedby": error || hint ? `${id}-note` : undefined,
});

function split<Rest extends object>({ label, error, hint, reserved, ...rest }: Labelled & Rest) {
  return [{ label, error, hint, reserved }, rest] as const;
}

export function Field(props: Labelled & ComponentProps<"input">) {
  const id = useId();
  const [labelled, rest] = split(props);
  return (
    <Frame id={id} {...labelled}>
      <input className={box} {...tied(id, labelled)} {...rest} />
    </Frame>
  );
}

export function TextArea(props: Labelled & ComponentProps<"textarea">) {
  const id = useId();
  const [labelled, rest] = split(props);
  return (
    <Frame id={id} {...labelled}>
      <textarea className={`${box} h-auto min-h-16 py-1.5`} rows={3} {...tied(id, labelled)} {...rest} />
    </Frame>
  );
}

interface Choice {
  value: string;
  label: string;
}

/** One of a few. Of many, see `Combobox`. */
export function Select(props: Labelled & ComponentProps<"select"> & { choices: readonly Choice[] }) {
  const id = useId();
  const [labelled, { choices, ...rest }] = split(props);
  return (
    <Frame id={id} {...labelled}>
      <select className={box} {...tied(id, labelled)} {...rest}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export function Check({ label, ...rest }: { label: string } & Omit<ComponentProps<"input">, "type">) {
  return (
    <label className="flex min-h-8 items-center gap-2">
      <input type="checkbox" className="size-4 accent-accent" {...rest} />
      {label}
    </label>
  );
}
