import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Controller, useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { api, newKey, once, told, type Schemas } from "@/api/client";
import { useRefusals } from "@/api/refusals";
import { useUser } from "@/session/session";
import { Button } from "@/ui/button";
import { Combobox } from "@/ui/combobox";
import { Confirm } from "@/ui/confirm";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import { decimal, kopecks } from "@/words/money";
import { texts } from "./words";

type Balance = Schemas["CashBalance"];

interface Props {
  open: boolean;
  onClose: () => void;
  balances: readonly Balance[];
}

/** A master hands money of a city over. */
export function HandOver({ open, onClose, balances }: Props) {
  const said = useTexts(texts).form;
  return (
    <Dialog open={open} onClose={onClose} title={said.title}>
      <Form balances={balances} onClose={onClose} />
    </Dialog>
  );
}

/** What is held and does not wait to be accepted yet. */
function free(balance: Balance | undefined): string | undefined {
  const left = (kopecks(balance?.held ?? "0") ?? 0n) - (kopecks(balance?.pending ?? "0") ?? 0n);
  return left > 0n ? decimal(left) : undefined;
}

function Form({ balances, onClose }: Omit<Props, "open">) {
  const words = useWords();
  const said = useTexts(texts).form;
  const format = useFormat();
  const user = useUser();
  const client = useQueryClient();
  const [key] = useState(newKey);
  const first = balances.find((one) => free(one) !== undefined) ?? balances[0];
  const form = useForm({ defaultValues: { city: first?.city ?? user.city ?? "", amount: "", note: "" } });
  const refuse = useRefusals(form);
  const { errors } = form.formState;

  const cities = [...new Set([...balances.map(({ city }) => city), ...(user.city ? [user.city] : []), ...user.moreCities])];
  const city = useWatch({ control: form.control, name: "city" });
  const all = free(balances.find((one) => one.city === city));
  const hand = useMutation({
    mutationFn: (typed: { city: string; amount: string; note: string }) => {
      const body = { city: typed.city, amount: decimal(kopecks(typed.amount) ?? 0n), ...(typed.note.trim() && { note: typed.note.trim() }) };
      return told(api.POST("/api/masters/{id}/cash", { params: { path: { id: user.id }, header: once(key) }, body }));
    },
    onSuccess: () => {
      toast.success(said.done);
      onClose();
    },
    onError: (error) => refuse(error, said.failed),
    onSettled: () => client.invalidateQueries({ queryKey: ["order", "balance"] }),
  });
  const [isMore, setMore] = useState(false);
  const send = form.handleSubmit((typed) => {
    if (!hand.isPending) hand.mutate(typed);
  });
  const submit = form.handleSubmit(async (typed) => {
    if ((kopecks(typed.amount) ?? 0n) > (kopecks(all ?? "0") ?? 0n)) setMore(true);
    else await send();
  });
  return (
    <>
      <form noValidate className="flex flex-col gap-1" onSubmit={(event) => void submit(event)}>
        <Controller
          control={form.control}
          name="city"
          rules={{ required: words.forms.required }}
          render={({ field }) => (
            <Combobox
              reserved
              label={said.city}
              choices={cities.map((name) => ({ value: name, label: name }))}
              value={field.value || undefined}
              error={errors.city?.message}
              onChange={(value) => field.onChange(value ?? "")}
            />
          )}
        />
        <Field
          reserved
          data-first
          label={said.amount}
          inputMode="decimal"
          error={errors.amount?.message}
          {...form.register("amount", {
            required: words.forms.required,
            validate: (value) => kopecks(value) !== undefined || said.badMoney,
          })}
        />
        <Button className={all === undefined ? "invisible" : "self-start"} onClick={() => all && form.setValue("amount", all)}>
          {said.all}: {all && format.money(all)}
        </Button>
        <Field reserved label={said.note} maxLength={500} error={errors.note?.message} {...form.register("note")} />
        <div className="mt-2 flex justify-end gap-2">
          <Button onClick={onClose}>{words.actions.cancel}</Button>
          <Button type="submit" look="main" disabled={hand.isPending}>
            {said.send}
          </Button>
        </div>
      </form>
      <Confirm
        open={isMore}
        onClose={() => setMore(false)}
        title={said.moreTitle}
        hint={said.moreHint(format.money(all ?? "0"))}
        action={said.send}
        isBusy={hand.isPending}
        onConfirm={() => {
          setMore(false);
          void send();
        }}
      />
    </>
  );
}
