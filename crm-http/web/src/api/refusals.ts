import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { toast } from "sonner";
import { useSentence } from "@/ui/states";
import { useRefusalText } from "@/words/problems";
import { Problem } from "./problem";

/** Shows a refusal in the form where its fields are, and as a message where they are not. Nothing typed is lost. */
export function useRefusals<Typed extends FieldValues>(form: UseFormReturn<Typed>) {
  const sentence = useSentence();
  const refusal = useRefusalText();
  return (error: unknown, title: string) => {
    const known = Object.keys(form.getValues());
    const fields = error instanceof Problem ? error.fields.filter(({ field }) => known.includes(field)) : [];
    const said = new Map<string, string[]>();
    for (const { field, code, message } of fields) said.set(field, [...(said.get(field) ?? []), refusal(code, message)]);
    for (const [index, [field, messages]] of [...said].entries()) {
      form.setError(field as Path<Typed>, { message: messages.join(" ") }, { shouldFocus: index === 0 });
    }
    if (fields.length === 0) toast.error(title, { description: sentence(error) });
  };
}
