import { useCombobox } from "downshift";
import { ChevronDown } from "lucide-react";
import { useId, useState, type Ref } from "react";
import type { Choice } from "@/lists/named";
import { useWords } from "@/words";
import { box, Frame, type Labelled } from "./field";

interface Props<Value extends string | number> extends Labelled {
  choices: readonly Choice<Value>[];
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
  /** What is shown while nothing is chosen, such as "All". */
  placeholder?: string | undefined;
  disabled?: boolean;
  /** Of the field, to give it the focus. */
  ref?: Ref<HTMLInputElement>;
}

/** Chooses one of many by typing a part of its name. Emptied, it chooses none. */
export function Combobox<Value extends string | number>(props: Props<Value>) {
  const { choices, value, onChange, placeholder, disabled, ref, label, error, hint, reserved } = props;
  const words = useWords();
  const id = useId();
  const chosen = choices.find((choice) => choice.value === value) ?? null;
  const [sought, setSought] = useState("");
  const fits = sought
    ? choices.filter((choice) => choice.label.toLocaleLowerCase().includes(sought.trim().toLocaleLowerCase()))
    : choices;
  const list = useCombobox<Choice<Value>>({
    id,
    inputId: id,
    items: [...fits],
    selectedItem: chosen,
    itemToString: (choice) => choice?.label ?? "",
    itemToKey: (choice) => choice?.value,
    onInputValueChange: ({ inputValue, type }) => {
      if (type !== useCombobox.stateChangeTypes.InputChange) return;
      setSought(inputValue);
      if (inputValue === "") onChange(undefined);
    },
    onSelectedItemChange: ({ selectedItem }) => onChange(selectedItem?.value),
    onIsOpenChange: ({ isOpen }) => {
      if (!isOpen) setSought("");
    },
    // What was typed and not chosen is no choice: the name of the chosen one comes back.
    stateReducer: (_, { type, changes }) =>
      type === useCombobox.stateChangeTypes.InputBlur || type === useCombobox.stateChangeTypes.InputKeyDownEscape
        ? { ...changes, selectedItem: chosen, inputValue: chosen?.label ?? "" }
        : changes,
  });
  return (
    <Frame id={id} label={label} error={error} hint={hint} reserved={reserved}>
      <div className="relative">
        <input
          // It is only handed on to the element.
          // eslint-disable-next-line react-hooks/refs
          {...list.getInputProps({ ...(disabled && { disabled }), ...(ref && { ref }) })}
          className={`${box} pr-7`}
          placeholder={placeholder}
          autoComplete="off"
          aria-invalid={error ? true : undefined}
          aria-describedby={error || hint ? `${id}-note` : undefined}
        />
        <ChevronDown size={16} aria-hidden className="pointer-events-none absolute top-2 right-2 text-soft" />
        <ul
          {...list.getMenuProps({ "aria-label": label })}
          className={`absolute inset-x-0 top-full z-40 mt-1 max-h-64 min-w-48 overflow-y-auto rounded-lg border border-edge bg-raised p-1 shadow-lg ${
            list.isOpen ? "" : "hidden"
          }`}
        >
          {list.isOpen &&
            fits.map((choice, index) => (
              <li
                key={choice.value}
                {...list.getItemProps({ item: choice, index })}
                className="cursor-pointer truncate rounded-md px-2 py-1.5 aria-selected:bg-hover"
              >
                {choice.label}
              </li>
            ))}
          {list.isOpen && fits.length === 0 && <li className="px-2 py-1.5 text-soft">{words.lists.nothing}</li>}
        </ul>
      </div>
    </Frame>
  );
}
