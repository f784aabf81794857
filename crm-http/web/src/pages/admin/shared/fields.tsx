import { Controller, type FieldValues, type Path, type UseFormReturn } from "react-hook-form";
import type { Choice } from "@/lists/named";
import { Combobox } from "@/ui/combobox";
import { Field, Select, TextArea } from "@/ui/field";
import { Many } from "@/ui/many";
import { useWords } from "@/words";

/** What a form holds: texts, and lists of names. */
export type Draft = Record<string, string | string[]>;

interface Common<Name extends string> {
  name: Name;
  label: string;
  hint?: string;
  required?: boolean;
  placeholder?: string;
  /** How much of a line it takes; all of it unless said. */
  size?: "half" | "third";
}

/** A field of a record. `select` is one of a few, `choice` one of many by its name, `many` several of many. */
export type FieldSpec<Name extends string = string> = Common<Name> &
  (
    | { kind: "text" | "password" | "date" | "time" | "number" | "money" | "area"; maxLength?: number; min?: number; max?: number }
    | { kind: "select" | "choice" | "many"; choices: readonly Choice[] }
  );

interface Props<D extends FieldValues> {
  form: UseFormReturn<D>;
  fields: readonly FieldSpec<keyof D & string>[];
}

const sizes = { whole: "col-span-6", half: "col-span-3", third: "col-span-2" };
const types = { text: "text", password: "password", date: "date", time: "time", number: "number", money: "text" };

export function Fields<D extends Draft>({ form, fields }: Props<D>) {
  return (
    <div className="grid grid-cols-6 gap-x-3 gap-y-1">
      {fields.map((field) => (
        <div key={field.name} className={sizes[field.size ?? "whole"]}>
          <One form={form} field={field} />
        </div>
      ))}
    </div>
  );
}

function One<D extends Draft>({ form, field }: { form: UseFormReturn<D>; field: FieldSpec<keyof D & string> }) {
  const words = useWords();
  const name = field.name as Path<D>;
  const message = form.formState.errors[field.name]?.message;
  const error = typeof message === "string" ? message : undefined;
  const labelled = { label: field.label, hint: field.hint, error, reserved: true, placeholder: field.placeholder };
  const rules = field.required ? { required: words.forms.required } : {};
  switch (field.kind) {
    case "choice":
      return (
        <Controller
          control={form.control}
          name={name}
          rules={rules}
          render={({ field: { value, onChange } }) => (
            <Combobox {...labelled} choices={field.choices} value={String(value) || undefined} onChange={(next) => onChange(next ?? "")} />
          )}
        />
      );
    case "many":
      return (
        <Controller
          control={form.control}
          name={name}
          render={({ field: { value, onChange } }) => (
            <Many {...labelled} choices={field.choices} values={value as string[]} onChange={onChange} />
          )}
        />
      );
    case "select":
      return <Select {...labelled} choices={field.choices} {...form.register(name, rules)} />;
    case "area":
      return <TextArea {...labelled} maxLength={field.maxLength} {...form.register(name, rules)} />;
    default:
      return (
        <Field
          {...labelled}
          type={types[field.kind]}
          maxLength={field.maxLength}
          min={field.min}
          max={field.max}
          {...(field.kind === "money" && { inputMode: "decimal" as const })}
          {...(field.kind === "password" ? { autoComplete: "new-password" } : { autoComplete: "off" })}
         
          {...form.register(name, rules)}
        />
      );
  }
}

/** A value as people read it. */
export function shown(field: FieldSpec | undefined, value: string | string[], empty: string): string {
  if (Array.isArray(value)) return value.length > 0 ? value.join(", ") : empty;
  const named = field && "choices" in field ? field.choices.find((choice) => choice.value === value)?.label : undefined;
  return named ?? (value || empty);
}
