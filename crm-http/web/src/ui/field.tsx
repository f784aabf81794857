import { useId, type ComponentProps, type ReactNode } from "react";

const box =
  "h-8 w-full rounded-md border border-edge-strong bg-sheet px-2 text-ink placeholder:text-soft aria-invalid:border-bad";

interface Labelled {
  label: string;
  /** A sentence about what is wrong. Its line is reserved in `reserved` fields, so that nothing jumps. */
  error?: string | undefined;
  reserved?: boolean;
}

function Frame({ id, label, error, reserved, children }: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-xs text-soft">
        {label}
      </label>
      {children}
      {(reserved ?? error !== undefined) && (
        <p id={`${id}-error`} className="min-h-4 text-xs text-bad" role={error ? "alert" : undefined}>
          {error}
        </p>
      )}
    </div>
  );
}

export function Field({ label, error, reserved, ...rest }: Labelled & ComponentProps<"input">) {
  const id = useId();
  return (
    <Frame id={id} label={label} error={error} {...(reserved !== undefined && { reserved })}>
      <input
        id={id}
        className={box}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        {...rest}
      />
    </Frame>
  );
}

interface Choice {
  value: string;
  label: string;
}

export function Select({ label, error, choices, ...rest }: Labelled & ComponentProps<"select"> & { choices: Choice[] }) {
  const id = useId();
  return (
    <Frame id={id} label={label} error={error}>
      <select id={id} className={box} {...rest}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}
