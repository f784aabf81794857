import { Link } from "@tanstack/react-router";
import { useId } from "react";

interface Tab {
  path: string;
  label: string;
}

interface Props {
  label: string;
  tabs: readonly Tab[];
  /** What the address says beside the place, such as a period, goes along. */
  keepsSearch?: boolean;
}

/** Places beside each other within a section: each has its own address. */
export function Tabs({ label, tabs, keepsSearch = false }: Props) {
  return (
    <nav aria-label={label} className="flex shrink-0 gap-1 overflow-x-auto border-b border-edge px-4 pt-2">
      {tabs.map((tab) => (
        <Link
          key={tab.path}
          to={tab.path}
          {...(keepsSearch && { search: true as const })}
          className="rounded-t-md border-b-2 border-transparent px-3 py-1.5 whitespace-nowrap text-soft -outline-offset-2 hover:bg-hover hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}

interface Choices<Value extends string> {
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** One of a few ways to see the same thing: a group of radio buttons that looks like one button. */
export function Segments<Value extends string>({ label, value, choices, onChange }: Choices<Value>) {
  // Buttons of one name are one group, wherever they stand.
  const name = useId();
  return (
    <fieldset className="flex h-8 rounded-md border border-edge bg-sheet p-0.5">
      <legend className="sr-only">{label}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className="flex cursor-pointer items-center rounded px-2.5 whitespace-nowrap has-checked:bg-chosen has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}
