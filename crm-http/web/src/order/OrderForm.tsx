import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { Controller, useForm, useWatch, type FieldPath } from "react-hook-form";
import { toast } from "sonner";
import type { Schemas } from "@/api/client";
import { Problem } from "@/api/problem";
import { useRefusals } from "@/api/refusals";
import { useCampaigns, useCities } from "@/lists/named";
import { Button } from "@/ui/button";
import { Combobox } from "@/ui/combobox";
import { Confirm } from "@/ui/confirm";
import { Field, TextArea } from "@/ui/field";
import { codes, useLabel, useTexts, useWords } from "@/words";
import { useClient } from "./client";
import { draftOf, dropDraft, keepDraft, newDraftKey, type Typed } from "./drafts";
import { Earlier } from "./Earlier";
import { OpenOrders } from "./OpenOrders";
import { orderNumber } from "./OrderLink";
import { Radios } from "./Radios";
import { SlotPicker } from "./SlotPicker";
import { texts } from "./words";
import { useWriting, type WrittenOrder } from "./writing";
import { Written } from "./Written";

type Call = Schemas["Call"];

interface Props {
  /** Under which name what is typed is kept, such as `call:17`: the same form goes on wherever it is opened again. */
  draft: string;
  /** The call that it is written from. */
  call?: Call | undefined;
  /** What else is known before, such as the client's phone. */
  known?: Partial<Typed>;
  /** The order is written, and whatever is to be said about it is said. */
  onWritten: (order: WrittenOrder) => void;
  /** Nothing is to be written, and nothing is kept. */
  onDiscard: () => void;
}

const nothing: Typed = { phone: "", clientName: "", address: "", city: "", rk: "", typeOrder: "first_time", typeEquipment: "", problem: "", dateMeeting: "" };
/** In the order of the form: the cursor begins in the first one that is empty. */
const order: readonly FieldPath<Typed>[] = ["phone", "clientName", "address", "problem", "city", "rk", "typeEquipment", "typeOrder", "dateMeeting"];

const fromCall = (call: Call | undefined): Partial<Typed> =>
  call ? { phone: call.phoneClient ?? "", city: call.city ?? "", rk: call.campaign ?? "" } : {};

/** Writes an order, from a call or without one. What is typed stays until it is written or thrown away. */
export function OrderForm(props: Props) {
  const [written, setWritten] = useState<WrittenOrder>();
  const { onWritten } = props;
  if (written) return <Written order={written} onClose={() => onWritten(written)} />;
  return <Form {...props} onWritten={(order) => (order.duplicatesOf.length > 0 ? setWritten(order) : onWritten(order))} />;
}

function Form({ draft, call, known, onWritten, onDiscard }: Props) {
  const words = useWords();
  const all = useTexts(texts);
  const said = all.form;
  const label = useLabel();
  const queries = useQueryClient();
  const { choices: cities } = useCities();
  const { choices: campaigns } = useCampaigns();
  const [before] = useState<Typed>(() => ({ ...nothing, ...fromCall(call), ...known }));
  const [kept] = useState(() => draftOf(draft));
  const form = useForm<Typed>({ defaultValues: kept?.typed ?? before, shouldFocusError: true });
  const { errors } = form.formState;
  const refuse = useRefusals(form);
  const writing = useWriting(draft, call?.id);
  const [isLeaving, setLeaving] = useState(false);
  const [earlier, setEarlier] = useState<WrittenOrder>();
  const watched = useWatch({ control: form.control, name: ["phone", "clientName", "address", "city", "typeEquipment"] });
  const [phone, clientName, address, city, typeEquipment] = watched;
  const client = useClient(phone);
  const latest = client.data?.orders[0];

  const isDirty = (typed: Typed) => order.some((name) => typed[name] !== before[name]);
  const keep = useEffectEvent((typed: Typed) => {
    const before = draftOf(draft);
    // What was sent may be written: its key is needed, whatever is typed since.
    if (isDirty(typed) || before?.unanswered) keepDraft(draft, { ...(before ?? { key: newDraftKey() }), typed });
    else dropDraft(draft);
  });
  useEffect(() => form.subscribe({ formState: { values: true }, callback: ({ values }) => keep(values) }), [form]);
  useEffect(() => {
    const first = order.find((name) => form.getValues(name) === "");
    if (first) form.setFocus(first);
  }, [form]);

  const send = async (typed: Typed) => {
    try {
      const outcome = await writing.write(typed);
      if (!outcome) return;
      const { order, isEarlier } = outcome;
      if (isEarlier) {
        setEarlier(order);
        return;
      }
      toast.success(all.written.done(orderNumber(order.id)));
      onWritten(order);
    } catch (error) {
      if (error instanceof Problem && error.code === "order.slot_full") {
        form.setError("dateMeeting", { message: said.slotFull }, { shouldFocus: true });
        void queries.invalidateQueries({ queryKey: ["order", "slots"] });
        // One whose session has ended is asked for the password, and then sends again.
      } else if (!(error instanceof Problem && error.status === 401)) refuse(error, said.failed);
    }
  };
  const submit = () => void form.handleSubmit(send)();
  const discard = () => {
    dropDraft(draft);
    onDiscard();
  };
  const coded = (set: "orderType" | "equipment") => codes(set).map((code) => ({ value: code, label: label(set, code) }));
  const needed = { required: words.forms.required };
  const must = (text: string) => `${text} *`;

  return (
    <form
      noValidate
      data-order
      aria-label={said.label}
      // What is tabbed to comes to stand above the buttons, which stay in sight.
      className="flex flex-col **:scroll-mb-16"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="grid grid-cols-[11rem_minmax(0,1fr)] gap-x-3">
        <Field reserved label={must(said.phone)} error={errors.phone?.message} type="tel" autoComplete="off" maxLength={32} {...form.register("phone", needed)} />
        <Field reserved label={must(said.clientName)} error={errors.clientName?.message} autoComplete="off" maxLength={255} {...form.register("clientName", needed)} />
      </div>
      <OpenOrders phone={phone} />
      <div className="relative">
        {latest && clientName === "" && address === "" && (
          <button
            type="button"
            className="absolute right-0 -top-1.5 h-6 rounded px-1 text-xs text-accent hover:underline"
            onClick={() => {
              form.setValue("clientName", latest.clientName);
              form.setValue("address", latest.address);
              form.setFocus("problem");
            }}
          >
            {said.asBefore(orderNumber(latest.id))}
          </button>
        )}
        <Field reserved label={must(said.address)} error={errors.address?.message} placeholder={said.addressHint} autoComplete="off" maxLength={500} {...form.register("address", needed)} />
      </div>
      <TextArea
        reserved
        rows={2}
        label={must(said.problem)}
        error={errors.problem?.message}
        maxLength={4000}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.repeat) submit();
        }}
        {...form.register("problem", needed)}
      />
      <div className="grid grid-cols-2 gap-x-3">
        <Controller
          control={form.control}
          name="city"
          rules={needed}
          render={({ field }) => (
            <Combobox
              reserved
              ref={field.ref}
              label={must(said.city)}
              choices={cities}
              value={field.value || undefined}
              error={errors.city?.message}
              onChange={(name) => {
                field.onChange(name ?? "");
                // The half hours of another city are other ones.
                form.setValue("dateMeeting", "");
              }}
            />
          )}
        />
        <Controller
          control={form.control}
          name="rk"
          render={({ field }) => (
            <Combobox
              reserved
              ref={field.ref}
              label={said.campaign}
              choices={campaigns}
              value={field.value || undefined}
              error={errors.rk?.message}
              onChange={(name) => field.onChange(name ?? "")}
            />
          )}
        />
      </div>
      <div className="flex flex-wrap gap-x-3 *:flex-auto">
        <Radios label={must(said.typeEquipment)} choices={coded("equipment")} error={errors.typeEquipment?.message} field={form.register("typeEquipment", needed)} />
        <Radios label={must(said.typeOrder)} choices={coded("orderType")} error={errors.typeOrder?.message} field={form.register("typeOrder", needed)} />
      </div>
      <Controller
        control={form.control}
        name="dateMeeting"
        rules={needed}
        render={({ field }) => (
          <SlotPicker
            label={must(said.meeting)}
            ref={field.ref}
            city={city}
            typeEquipment={typeEquipment}
            value={field.value}
            error={errors.dateMeeting?.message}
            onChange={field.onChange}
          />
        )}
      />
      {earlier && (
        <Earlier
          id={earlier.id}
          onAccept={() => {
            dropDraft(draft);
            onWritten(earlier);
          }}
          onAnother={() => {
            setEarlier(undefined);
            keepDraft(draft, { typed: form.getValues(), key: newDraftKey() });
            submit();
          }}
        />
      )}
      <div className="sticky -bottom-4 -mx-4 -mb-4 flex flex-wrap items-center gap-2 border-t border-edge bg-sheet px-4 py-2">
        {/* Not disabled meanwhile: it would lose the focus. A second press does nothing. */}
        <Button type="submit" look="main" aria-busy={writing.isPending} aria-disabled={writing.isPending}>
          {writing.isPending ? said.saving : said.save}
        </Button>
        <Button onClick={() => (isDirty(form.getValues()) ? setLeaving(true) : discard())}>{said.discard}</Button>
        <p className="text-xs text-soft">{said.required}</p>
      </div>
      <Confirm open={isLeaving} onClose={() => setLeaving(false)} title={said.discardTitle} hint={said.discardHint} action={said.discardYes} onConfirm={discard} />
    </form>
  );
}
