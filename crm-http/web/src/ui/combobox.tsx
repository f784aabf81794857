import { useCombobox } from "downshift";
import { ChevronDown } from "lucide-react";
import { useId, useState, type ChangeEvent, type Ref } from "react";
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

const { InputBlur, InputChange, InputKeyDownEnter, InputKeyDownEscape } = useCombobox.stateChangeTypes;

const plain = (text: string) => text.trim().toLocaleLowerCase();

/**
 * Chooses one of many by typing a part of its name: Enter and Tab take the one that is marked, at first the name itself or
 * the first that fits. What the field shows when it is left is what is chosen. Emptied, it chooses none.
 */
export function Combobox<Value extends string | number>(props: Props<Value>) {
  const { choices, value, onChange, placeholder, disabled, ref, label, error, hint, reserved } = props;
  const words = useWords();
  const id = useId();
  const chosen = choices.find((choice) => choice.value === value) ?? null;
  const [sought, setSought] = useState("");
  const fitting = (text: string) => choices.filter((choice) => plain(choice.label).includes(plain(text)));
  const named = (text: string) => fitting(text).findIndex((choice) => plain(choice.label) === plain(text));
  const fits = fitting(sought);
  // With the key itself, and not once it is drawn: an Enter right after it is of what is found by it.
  const seek = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    setSought(currentTarget.value);
    if (currentTarget.value === "") onChange(undefined);
  };
  const list = useCombobox<Choice<Value>>({
    id,
    inputId: id,
    items: fits,
    selectedItem: chosen,
    itemToString: (choice) => choice?.label ?? "",
    itemToKey: (choice) => choice?.value,
    onSelectedItemChange: ({ selectedItem }) => onChange(selectedItem?.value),
    onIsOpenChange: ({ isOpen }) => {
      if (!isOpen) setSought("");
    },
    stateReducer: (state, { type, changes }) => {
      const ends = (choice: Choice<Value> | null) => ({ ...changes, selectedItem: choice, inputValue: choice?.label ?? "" });
      const isSought = plain(sought) !== "";
      const isTaken = changes.selectedItem?.value !== value;
      switch (type) {
        case InputChange: {
          const text = changes.inputValue ?? "";
          const isNone = plain(text) === "" || fitting(text).length === 0;
          return { ...changes, highlightedIndex: isNone ? -1 : Math.max(0, named(text)) };
        }
        case InputKeyDownEnter:
          // Where nothing fits there is nothing to take: the list goes on saying so.
          return isSought && fits.length === 0 ? state : ends(changes.selectedItem ?? chosen);
        case InputBlur:
          // The pointer marks as well, wherever it rests: nothing is taken unless it was sought. A click beside the list
          // takes a whole name only.
          if (!isSought) return ends(chosen);
          return ends(isTaken ? (changes.selectedItem ?? chosen) : (fits[named(sought)] ?? chosen));
        case InputKeyDownEscape:
          return ends(chosen);
        default:
          return changes;
      }
    },
  });
  return (
    <Frame id={id} label={label} error={error} hint={hint} reserved={reserved}>
      <div className="relative">
        <input
          // It is only handed on to the element.
          // eslint-disable-next-line react-hooks/refs
          {...list.getInputProps({ onChange: seek, ...(disabled && { disabled }), ...(ref && { ref }) })}
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
