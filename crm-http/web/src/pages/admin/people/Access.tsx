import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { api, told } from "@/api/client";
import { queries } from "@/api/queries";
import { useRefusals } from "@/api/refusals";
import { Button } from "@/ui/button";
import { Field, Select } from "@/ui/field";
import { useSentence } from "@/ui/states";
import { useLabel, useTexts, useWords } from "@/words";
import type { Person } from "./person";
import { texts } from "./words";

/** What a person may be switched to; the other states come from calls. */
const STATES = ["online", "break", "offline"] as const;

/** A new password for somebody, and the work state that they forgot to change. */
export function Access({ person }: { person: Person }) {
  return (
    <div className="flex flex-col gap-6">
      <NewPassword person={person} />
      <Switch person={person} />
    </div>
  );
}

function NewPassword({ person }: { person: Person }) {
  const words = useWords();
  const said = useTexts(texts);
  const form = useForm({ defaultValues: { password: "" } });
  const { errors, isSubmitting } = form.formState;
  const refused = useRefusals(form);
  const submit = form.handleSubmit(async (body) => {
    try {
      await told(api.PUT("/api/operators/{id}/password", { params: { path: { id: person.id } }, body }));
    } catch (error) {
      refused(error, words.forms.failed);
      return;
    }
    form.reset();
    toast.success(said.access.done);
    void queries.invalidateQueries({ queryKey: ["operator"] });
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-2">
      <p className="text-soft">{said.access.hint}</p>
      <div className="flex items-start gap-2">
        <div className="flex-1">
          <Field
            reserved
            label={said.access.password}
            hint={said.passwordHint}
            type="password"
            autoComplete="new-password"
            error={errors.password?.message}
            {...form.register("password", { required: words.forms.required })}
          />
        </div>
        <Button type="submit" look="main" className="mt-5" disabled={isSubmitting}>
          {said.access.set}
        </Button>
      </div>
    </form>
  );
}

function Switch({ person }: { person: Person }) {
  const words = useWords();
  const said = useTexts(texts).access;
  const label = useLabel();
  const sentence = useSentence();
  const [state, setState] = useState<Person["statusWork"]>("offline");
  const [reason, setReason] = useState("");
  const change = useMutation({
    mutationFn: () => {
      const body = { state, ...(reason.trim() && { reason: reason.trim() }) };
      return told(api.PUT("/api/operators/{id}/work-state", { params: { path: { id: person.id } }, body }));
    },
    onSuccess: () => {
      setReason("");
      toast.success(said.stateDone);
      return queries.invalidateQueries({ queryKey: ["operator"] });
    },
    onError: (error) => toast.error(words.forms.failed, { description: sentence(error) }),
  });
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!change.isPending) change.mutate();
      }}
    >
      <h3 className="font-semibold">{said.work}</h3>
      <p className="text-soft">
        {said.workHint} {said.now}: {label("workState", person.statusWork)}.
      </p>
      <div className="flex items-end gap-2">
        <div className="w-36">
          <Select
            label={said.to}
            value={state}
            choices={STATES.map((value) => ({ value, label: label("workState", value) }))}
            onChange={(event) => setState(event.target.value as Person["statusWork"])}
          />
        </div>
        <div className="flex-1">
          <Field label={said.reason} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        </div>
        <Button type="submit" disabled={change.isPending}>
          {said.setState}
        </Button>
      </div>
    </form>
  );
}
