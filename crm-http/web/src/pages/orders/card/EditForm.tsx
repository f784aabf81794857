import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useImperativeHandle, useState, type Ref } from "react";
import { Controller, useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { api, ifMatch, told } from "@/api/client";
import { useRefusals } from "@/api/refusals";
import { useCampaigns, useCities } from "@/lists/named";
import { Chosen } from "@/order/Chosen";
import { SlotPicker } from "@/order/SlotPicker";
import { Button } from "@/ui/button";
import { Combobox } from "@/ui/combobox";
import { Field, Select, TextArea } from "@/ui/field";
import { codes, useLabel, useTexts, useWords } from "@/words";
import { kopecks } from "@/words/money";
import { Meeting } from "../Meeting";
import { texts } from "../words";
import { draftOf, FIELDS, isMoney, isOptional, patchOf, type Draft, type FieldName } from "./draft";
import { Merge } from "./Merge";
import { isStale, useReadCard, type Card } from "./useOrder";

interface Props {
  read: Card;
  onDone: () => void;
  /** Asked before it is closed: whether something typed would be lost. By now, not by when it was drawn last. */
  isTyped: Ref<() => boolean>;
}

/** Edits an order as it was read. Saved by somebody else in between, both versions are laid beside each other. */
export function EditForm({ read, onDone, isTyped }: Props) {
  const words = useWords();
  const said = useTexts(texts).card.form;
  const client = useQueryClient();
  const readCard = useReadCard();
  const [base, setBase] = useState(read);
  const [theirs, setTheirs] = useState<Card>();
  const form = useForm<Draft>({ defaultValues: draftOf(read) });
  const refuse = useRefusals(form);
  useImperativeHandle(
    isTyped,
    () => () => theirs !== undefined || Object.keys(patchOf(form.getValues(), draftOf(read))).length > 0,
    [form, read, theirs],
  );

  const save = useMutation({
    mutationFn: async ({ draft, against }: { draft: Draft; against: Card }) => {
      const params = { path: { id: read.id }, header: ifMatch(against.version) };
      await told(api.PATCH("/api/orders/{id}", { params, body: patchOf(draft, draftOf(against)) }));
    },
    onSuccess: () => {
      toast.success(said.saved);
      onDone();
    },
    onError: async (error, { draft, against }) => {
      // What was written rests on what it was sent against; what somebody else saved is shown beside it.
      setBase(against);
      const saved = isStale(error) ? await readCard(read.id).catch(() => undefined) : undefined;
      for (const name of FIELDS) form.setValue(name, draft[name], { shouldDirty: true });
      setTheirs(saved);
      if (!saved) refuse(error, said.failed);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["order"] }),
  });
  const submit = form.handleSubmit((draft) => {
    if (save.isPending) return;
    if (Object.keys(patchOf(draft, draftOf(base))).length === 0) {
      toast.info(said.nothing);
      onDone();
      return;
    }
    save.mutate({ draft, against: base });
  });

  if (theirs) {
    return (
      <Merge
        key={theirs.version}
        base={draftOf(base)}
        mine={form.getValues()}
        theirs={theirs}
        isBusy={save.isPending}
        onCancel={onDone}
        onSave={(draft) => save.mutate({ draft, against: theirs })}
      />
    );
  }
  return (
    <form noValidate className="flex flex-col gap-1" onSubmit={(event) => void submit(event)}>
      <Fields form={form} card={base} />
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={onDone}>{words.actions.cancel}</Button>
        <Button type="submit" look="main" disabled={save.isPending}>
          {words.actions.save}
        </Button>
      </div>
    </form>
  );
}

function Fields({ form, card }: { form: ReturnType<typeof useForm<Draft>>; card: Card }) {
  const words = useWords();
  const texting = useTexts(texts).card;
  const label = useLabel();
  const { choices: cities } = useCities();
  const { choices: campaigns } = useCampaigns();
  const { register, control, formState } = form;
  const { errors } = formState;
  const names = texting.fields;
  const rules = (name: FieldName) => ({
    ...(!isOptional(name) && { required: words.forms.required }),
    ...(isMoney(name) && { validate: (value: string) => value.trim() === "" || kopecks(value) !== undefined || texting.form.badMoney }),
  });
  const tied = (name: FieldName) => ({ label: names[name], error: errors[name]?.message, reserved: true, ...register(name, rules(name)) });
  const coded = (set: "equipment" | "orderType") => codes(set).map((code) => ({ value: code, label: label(set, code) }));
  const choice = (name: "city" | "rk", choices: typeof cities) => (
    <Controller
      control={control}
      name={name}
      rules={rules(name)}
      render={({ field }) => (
        <Combobox
          reserved
          label={names[name]}
          choices={choices}
          value={field.value || undefined}
          error={errors[name]?.message}
          onChange={(value) => field.onChange(value ?? "")}
        />
      )}
    />
  );
  // Whoever can complete an order writes its money, by the moves that the server offers.
  const hasMoney = card.moves.some(({ needs }) => needs.includes("result"));
  return (
    <>
      <div className="grid grid-cols-2 gap-x-2 gap-y-1">
        <Field type="tel" {...tied("phone")} />
        <Field {...tied("clientName")} />
        {choice("city", cities)}
        <Field {...tied("address")} />
        <Select choices={coded("equipment")} {...tied("typeEquipment")} />
        <Select choices={coded("orderType")} {...tied("typeOrder")} />
      </div>
      <Visit form={form} card={card} />
      <TextArea {...tied("problem")} />
      <div className="grid grid-cols-2 gap-x-2 gap-y-1">
        {choice("rk", campaigns)}
        <Field {...tied("avitoName")} />
        {hasMoney && <Field inputMode="decimal" {...tied("result")} />}
        {hasMoney && <Field inputMode="decimal" {...tied("expenditure")} />}
        {card.statusOrder === "deferred" && <Field type="date" {...tied("promisedDate")} />}
      </div>
    </>
  );
}

/** The visit as agreed; another time is chosen among the free ones once it is asked for. */
function Visit({ form, card }: { form: ReturnType<typeof useForm<Draft>>; card: Card }) {
  const said = useTexts(texts).card;
  const [isOpen, setOpen] = useState(false);
  const [city, typeEquipment, chosen] = useWatch({ control: form.control, name: ["city", "typeEquipment", "dateMeeting"] });
  const error = form.formState.errors.dateMeeting?.message;
  return (
    <div className="mb-2 flex flex-col gap-1">
      <div className="flex items-center gap-3">
        <span className="text-xs text-soft">{said.fields.dateMeeting}</span>
        <Meeting order={card} />
        {!isOpen && chosen !== draftOf(card).dateMeeting && <Chosen city={city} value={chosen} />}
        <Button className="ml-auto" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {said.form.reschedule}
        </Button>
      </div>
      {isOpen ? (
        <Controller
          control={form.control}
          name="dateMeeting"
          render={({ field }) => (
            <SlotPicker
              label={said.fields.dateMeeting}
              city={city}
              typeEquipment={typeEquipment as Card["typeEquipment"]}
              value={field.value}
              onChange={field.onChange}
              error={error}
            />
          )}
        />
      ) : (
        error && <p className="text-xs text-bad">{error}</p>
      )}
    </div>
  );
}

